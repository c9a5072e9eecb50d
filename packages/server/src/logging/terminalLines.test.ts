import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLog } from './createLog.ts';

let dataFolder: string;
let printed: string;
beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'atrium-terminal-'));
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(dataFolder, { recursive: true });
});

test('a person at a terminal reads warnings and faults in lines of words, never JSON', () => {
  const log = createLog({ logLevel: 'info', logDays: 0, dataFolder, isTerminal: true });
  log.info('listening');
  expect(printed).toBe('');
  log.warn({ days: 3 }, 'The certificate expires soon.');
  log.error({ err: new Error('The disk is full.') }, 'writing a backup');
  const [warning, error, why] = printed.split('\n');
  expect(warning).toMatch(/^\d{2}:\d{2}:\d{2} warning {2}The certificate expires soon\.$/);
  expect(error).toMatch(/^\d{2}:\d{2}:\d{2} error {4}writing a backup$/);
  expect(why).toBe('Error: The disk is full.');
  expect(printed).not.toContain('{');
});

test('whoever asks for more than warnings gets it, and the files have everything as JSON', async () => {
  const log = createLog({ logLevel: 'debug', logDays: 3, dataFolder, isTerminal: true });
  log.debug('looking');
  expect(printed).toMatch(/^\S+ debug {4}looking\n$/);
  const folder = join(dataFolder, 'logs');
  const lines = async () => {
    const [file = ''] = await readdir(folder);
    return readFile(join(folder, file), 'utf8');
  };
  await expect.poll(lines).toContain('"msg":"looking"');
});

test('a program that reads standard output gets JSON', () => {
  const log = createLog({ logLevel: 'info', logDays: 0, dataFolder });
  log.info('listening');
  expect(JSON.parse(printed)).toMatchObject({ level: 30, msg: 'listening' });
});
