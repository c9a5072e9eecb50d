import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect } from '@playwright/test';
import * as z from 'zod';
import { endWithParent, findFreePort } from '@atrium/server/testing';
import { startXDisplay } from './xDisplay.ts';

/** One window of WebKitGTK's MiniBrowser, driven by W3C WebDriver. */
interface WebKitPage {
  goTo(url: string): Promise<void>;
  /** Runs the body of a function in the page. @returns what it returns, as JSON carries it */
  evaluate(body: string): Promise<unknown>;
  /** Clicks on what has a name, once it is there. */
  click(name: string): Promise<void>;
  /** Types into a field, in place of what is in it. */
  fill(label: string, text: string): Promise<void>;
  holdKey(key: string): Promise<void>;
  releaseKeys(): Promise<void>;
  /** Waits until a text is on the page. */
  reads(text: string): Promise<void>;
}

/** The browser that a WebDriver for WebKitGTK starts by default shows one page in a window. */
export interface RunningWebKit {
  readonly page: WebKitPage;
  close(): Promise<void>;
}

const driverProgram = process.env['ATRIUM_WEBKIT_DRIVER'] ?? '/usr/bin/WebKitWebDriver';
const answerSchema = z.object({ value: z.unknown() });
const sessionSchema = z.object({ sessionId: z.string() });
/** How an element is named on the wire (W3C WebDriver, "web element identifier"). */
const elementKey = 'element-6066-11e4-a52e-4f735466cecf';
const elementSchema = z.object({ [elementKey]: z.string() });

/** Starts Debian's WebKitGTK in a screen that only programs see. */
export async function startWebKit(): Promise<RunningWebKit> {
  const display = await startXDisplay();
  const port = await findFreePort();
  const driver = spawn(driverProgram, [`--port=${port}`], {
    env: { ...process.env, DISPLAY: display.name, LIBGL_ALWAYS_SOFTWARE: '1', NO_AT_BRIDGE: '1' },
    stdio: 'ignore',
    detached: true,
  });
  endWithParent(driver);
  const ended = once(driver, 'exit');
  const call = async (method: string, path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const { value } = answerSchema.parse(await response.json());
    if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(value)}`);
    return value;
  };
  const isReady = () =>
    call('GET', '/status').then(
      () => true,
      () => false,
    );
  await expect.poll(isReady, { message: 'WebKitWebDriver listens' }).toBe(true);
  const { sessionId } = sessionSchema.parse(await call('POST', '/session', { capabilities: {} }));
  const session = `/session/${sessionId}`;
  return {
    page: pageOf((method, path, body) => call(method, `${session}${path}`, body)),
    async close() {
      await call('DELETE', session);
      driver.kill();
      await ended;
      await display.close();
    },
  };
}

function pageOf(call: (method: string, path: string, body?: object) => Promise<unknown>): WebKitPage {
  const evaluate = (body: string) => call('POST', '/execute/sync', { script: body, args: [] });
  const find = async (xpath: string) => {
    const found = z
      .array(elementSchema)
      .parse(await call('POST', '/elements', { using: 'xpath', value: xpath }));
    return found[0]?.[elementKey];
  };
  const untilFound = async (xpath: string, name: string): Promise<string> => {
    let element: string | undefined;
    const message = `there is something named ${name}`;
    await expect.poll(async () => (element = await find(xpath)) !== undefined, { message }).toBe(true);
    return element ?? '';
  };
  return {
    evaluate,
    async goTo(url) {
      await call('POST', '/url', { url });
    },
    async click(name) {
      const element = await untilFound(
        `//*[self::button or self::a or self::label][@aria-label="${name}" or normalize-space()="${name}"]`,
        name,
      );
      await call('POST', `/element/${element}/click`, {});
    },
    async fill(label, text) {
      const field = await untilFound(
        `//input[@aria-label="${label}" or @id=//label[normalize-space()="${label}"]/@for] | //label[normalize-space()="${label}"]//input`,
        label,
      );
      await call('POST', `/element/${field}/clear`, {});
      await call('POST', `/element/${field}/value`, { text });
    },
    async holdKey(key) {
      const actions = [{ type: 'keyDown', value: key }];
      await call('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
    },
    async releaseKeys() {
      await call('DELETE', '/actions');
    },
    async reads(text) {
      const isThere = () =>
        evaluate(`return document.body?.textContent.includes(${JSON.stringify(text)}) === true`);
      await expect.poll(isThere, { message: `the page reads ${text}` }).toBe(true);
    },
  };
}
