import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RingLog } from '../log/ringLog.ts';
import { listenToFaults } from './listenToFaults.ts';

/** The events and the element that Node does not have. */
class FakeErrorEvent extends Event {
  readonly error: unknown;

  constructor(error: unknown) {
    super('error');
    this.error = error;
  }
}
class FakeElement extends EventTarget {
  readonly tagName: string;

  constructor(tagName: string) {
    super();
    this.tagName = tagName;
  }
}

let ring: RingLog;
let page: EventTarget & { readonly document: EventTarget };
beforeEach(() => {
  vi.stubGlobal('ErrorEvent', FakeErrorEvent);
  vi.stubGlobal('Element', FakeElement);
  ring = new RingLog(() => 0);
  page = Object.assign(new EventTarget(), { document: new EventTarget() });
  listenToFaults(page as unknown as Window, ring.log);
});
afterEach(() => vi.unstubAllGlobals());

const noted = () => ring.lines.map(({ level, event, fields }) => ({ level, event, ...fields }));

test('a fault that nobody caught is noted with its kind and place, and without what it said', () => {
  const fault = new TypeError('Ana <ana@example.org>');
  fault.stack = 'TypeError: Ana\n    at walk (https://office.example/assets/index-Cd2.js:9:81)';
  page.dispatchEvent(new FakeErrorEvent(fault));
  expect(noted()).toEqual([
    {
      level: 'error',
      event: 'A fault that nobody caught',
      cause: 'TypeError',
      at: 'index-Cd2.js:9:81',
    },
  ]);
});

test('a promise that nobody listened to is noted', () => {
  page.dispatchEvent(Object.assign(new Event('unhandledrejection'), { reason: new RangeError('Ana') }));
  expect(noted()).toMatchObject([
    { level: 'error', event: 'A promise that was rejected, and nobody listened', cause: 'RangeError' },
  ]);
  expect(ring.text).not.toContain('Ana');
});

test('an element that could not be fetched is noted by its tag; other errors of elements are not', () => {
  const told = (target: EventTarget) => {
    const event = new Event('error');
    Object.defineProperty(event, 'target', { value: target });
    page.dispatchEvent(event);
  };
  told(new FakeElement('IMG'));
  told(new EventTarget());
  expect(noted()).toEqual([{ level: 'warn', event: 'An element could not be fetched', tag: 'img' }]);
});

test('what the content security policy refuses is noted by its directive, without the address', () => {
  const effectiveDirective = 'img-src';
  page.document.dispatchEvent(
    Object.assign(new Event('securitypolicyviolation'), {
      effectiveDirective,
      blockedURI: 'https://tracker.example/ana.png',
    }),
  );
  expect(noted()).toEqual([
    { level: 'warn', event: 'The content security policy refused something', directive: 'img-src' },
  ]);
});
