import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { worldFromPlan } from '@atrium/world/testing';
import packageJson from '../../package.json' with { type: 'json' };
import { runCommand } from './runCommand.ts';

let folder: string;
const plan = worldFromPlan(['####', '#@.#', '####']);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atrium-cli-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function run(args: string[], environment: Record<string, string> = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCommand(args, {
    environment,
    isTerminal: false,
    print: (text) => void out.push(text),
    printError: (text) => void err.push(text),
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

async function file(name: string, content: unknown): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

describe('atrium world validate', () => {
  test('is content with a valid World', async () => {
    const path = await file('good.world.json', plan);
    expect(await run(['world', 'validate', path])).toEqual({ code: 0, out: `${path}: valid`, err: '' });
  });

  test('prints every error with its path and a sentence, and fails', async () => {
    const good = await file('good.world.json', plan);
    const bad = await file('bad.world.json', { ...plan, spawnPoints: [], version: 'one' });
    const { code, out } = await run(['world', 'validate', good, bad]);
    expect(code).toBe(1);
    expect(out).toMatch(`${good}: valid`);
    expect(out).toMatch(`${bad}: not valid, 2 errors`);
    expect(out).toMatch(/^ {2}error {4}spawnPoints: \S.* .*$/m);
    expect(out).toMatch(/^ {2}error {4}version: \S.* .*$/m);
  });

  test('fails on what cannot be read', async () => {
    const { code, out } = await run(['world', 'validate', join(folder, 'nowhere.world.json')]);
    expect(code).toBe(1);
    expect(out).toMatch('cannot be read');
  });

  test('says the same to programs as JSON', async () => {
    const bad = await file('bad.world.json', '{');
    const { code, out } = await run(['world', 'validate', '--json', bad]);
    expect(code).toBe(1);
    const report = JSON.parse(out) as unknown;
    expect(report).toMatchObject({
      files: [{ file: bad, valid: false, errors: [{ code: 'not-json' }], warnings: [] }],
    });
  });

  test('needs a file', async () => {
    expect((await run(['world', 'validate'])).code).toBe(2);
    expect((await run(['world', 'validate', '--jsno', 'x'])).code).toBe(2);
  });
});

describe('atrium', () => {
  test('explains itself', async () => {
    for (const args of [[], ['--help'], ['help']]) {
      const { code, out } = await run(args);
      expect(code).toBe(0);
      expect(out).toMatch('atrium world validate');
      expect(out).toMatch('atrium start');
    }
  });

  test('knows its version', async () => {
    expect((await run(['--version'])).out).toBe(packageJson.version);
  });

  test('refuses commands that there are not', async () => {
    const { code, err } = await run(['strat']);
    expect(code).toBe(2);
    expect(err).toMatch('There is no command "atrium strat"');
  });
});

describe('atrium start', () => {
  test('names every setting that is wrong', async () => {
    const { code, err } = await run(['start'], { ATRIUM_PORT: 'x', ATRIUM_LOG_LEVEL: 'loud' });
    expect(code).toBe(1);
    expect(err).toMatch('ATRIUM_PORT');
    expect(err).toMatch('ATRIUM_LOG_LEVEL');
  });

  test('does not start without a valid World, and says what is wrong with those there are', async () => {
    const bad = await file('bad.world.json', { ...plan, spawnPoints: [] });
    const { code, err } = await run(['start'], { ATRIUM_WORLDS_DIR: folder, ATRIUM_DATA_DIR: folder });
    expect(code).toBe(1);
    expect(err).toMatch(bad);
    expect(err).toMatch(/spawnPoints: .+/);
  });
});
