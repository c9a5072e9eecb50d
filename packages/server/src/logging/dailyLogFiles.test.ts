import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DailyLogFiles } from './dailyLogFiles.ts';

test('each day has its file; those that are too old go, and nothing else does', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'atrium-logs-'));
  try {
    for (const name of ['atrium-2026-01-01.log', 'atrium-2026-02-27.log', 'notes.txt']) {
      await writeFile(join(folder, name), 'old\n');
    }
    let nowMs = Date.UTC(2026, 2, 1, 23, 59);
    const files = new DailyLogFiles(folder, 3, () => nowMs);
    files.write('one\n');
    nowMs += 120_000;
    files.write('two\n');
    await files.close();
    expect((await readdir(folder)).sort()).toEqual([
      'atrium-2026-03-01.log',
      'atrium-2026-03-02.log',
      'notes.txt',
    ]);
    expect(await readFile(join(folder, 'atrium-2026-03-02.log'), 'utf8')).toBe('two\n');
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('at midnight no line is lost, however many wait for the disk', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'atrium-logs-'));
  try {
    let nowMs = Date.UTC(2026, 2, 1, 23, 59, 59);
    const files = new DailyLogFiles(folder, 3, () => nowMs);
    const line = `${'x'.repeat(999)}\n`;
    for (let count = 0; count < 20_000; count++) files.write(line);
    nowMs += 1_000;
    files.write('two\n');
    await files.close();
    const lengthOf = async (day: string) => (await readFile(join(folder, `atrium-${day}.log`))).length;
    expect(await lengthOf('2026-03-01')).toBe(20_000_000);
    expect(await lengthOf('2026-03-02')).toBe(4);
  } finally {
    await rm(folder, { recursive: true });
  }
});
