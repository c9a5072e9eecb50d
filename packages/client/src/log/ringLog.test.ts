import { describe, expect, test } from 'vitest';
import { SessionError } from '../connection/sessionError.ts';
import { describeCause, platformWord, silentLog, whereThrown } from './log.ts';
import { keptLogLines, RingLog } from './ringLog.ts';

const noon = Date.UTC(2026, 0, 2, 12);

describe('the log', () => {
  test('keeps level, part, event and figures, the oldest line first', () => {
    const ring = new RingLog(() => noon);
    ring.log.of('connection').info('The connection changed', { state: 'online', attempt: 2 });
    ring.log.warn('Slow', { ms: 40, isKnown: undefined });
    expect(ring.text).toBe(
      [
        '2026-01-02T12:00:00.000Z info  connection: The connection changed state=online attempt=2',
        '2026-01-02T12:00:00.000Z warn  app: Slow ms=40',
      ].join('\n'),
    );
  });

  test('keeps the last lines only', () => {
    const ring = new RingLog(() => noon);
    for (let count = 0; count < keptLogLines + 7; count++) ring.log.debug('Counted', { count });
    expect(ring.lines).toHaveLength(keptLogLines);
    expect(ring.lines[0]?.fields).toEqual({ count: 7 });
    expect(ring.lines.at(-1)?.fields).toEqual({ count: keptLogLines + 6 });
  });

  test('counts a line that repeats, so that it pushes nothing out', () => {
    const ring = new RingLog(() => noon);
    ring.log.info('First');
    for (let time = 0; time < keptLogLines; time++) ring.log.debug('Again', { attempt: 1 });
    expect(ring.lines.map(({ event, count }) => [event, count])).toEqual([
      ['First', 1],
      ['Again', keptLogLines],
    ]);
    expect(ring.text).toContain('Again attempt=1 (500 times)');
  });
});

describe('what a log may say', () => {
  test('of an error: its kind and code, never its message', () => {
    const ring = new RingLog(() => noon);
    ring.log.swallowed('It is asked for again', new SessionError('timeout', 'Ana writes too fast'));
    ring.log.swallowed('It is asked for again', new TypeError('https://office.example/w/hq was not reached'));
    ring.log.swallowed('It is asked for again', 'Ana');
    expect(ring.lines.map(({ fields }) => fields)).toEqual([
      { cause: 'SessionError', code: 'timeout' },
      { cause: 'TypeError' },
      { cause: 'string' },
    ]);
    expect(describeCause(Object.assign(new Error(), { name: 'Ana <ana@example.org>' }))).toEqual({
      cause: 'other',
    });
  });

  test('of where it was thrown: files, without the address of the server', () => {
    const error = new Error('secret');
    error.stack = [
      'Error: secret',
      '    at open (https://office.example/assets/ChatPanel-Bx1.js:1:2045)',
      '    at https://office.example/w/hq?back=ana:3:1',
      '    at run (https://office.example/assets/index-Cd2.js:9:81)',
    ].join('\n');
    expect(whereThrown(error)).toBe('ChatPanel-Bx1.js:1:2045 < index-Cd2.js:9:81');
    expect(whereThrown('secret')).toBeUndefined();
  });

  test('words of the platform are short and without blanks', () => {
    expect(['img', 'script-src', 'Ana Lima', 'ana@example.org', 'x'.repeat(41)].map(platformWord)).toEqual([
      'img',
      'script-src',
      'other',
      'other',
      'other',
    ]);
  });

  test('texts that are not known in advance do not compile', () => {
    const name: string = 'Ana';
    const state = 'online' as 'online' | 'ended';
    silentLog.info('State', { state, attempts: 2, isFirst: true, tag: platformWord(name) });
    // @ts-expect-error A text of a person as a field.
    silentLog.info('State', { name });
    // @ts-expect-error A text of a person as the event.
    silentLog.info(name);
    // @ts-expect-error A text of a person within the event.
    silentLog.info(`State of ${name}`);
    // @ts-expect-error A text of a person as the reason.
    silentLog.swallowed(name, undefined);
    expect(name).toBe('Ana');
  });
});
