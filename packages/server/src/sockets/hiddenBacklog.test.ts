import { beforeEach, describe, expect, it } from 'vitest';
import { HiddenBacklog } from './hiddenBacklog.ts';

let nowMs: number;
let pings: Buffer[];
let backlog: HiddenBacklog;
beforeEach(() => {
  nowMs = 0;
  pings = [];
  const ping = (payload: unknown) => void pings.push(Buffer.from(String(payload)));
  backlog = new HiddenBacklog({ ping }, () => nowMs);
});
const answer = () => backlog.answered(pings.at(-1) ?? Buffer.from(''));

describe('a Client behind another server', () => {
  it('is behind once it has not answered for a second, and no more once it has', () => {
    backlog.sent();
    nowMs = 1_000;
    expect(backlog.isBehind).toBe(false);
    nowMs = 1_001;
    expect(backlog.isBehind).toBe(true);
    expect(answer()).toBe(true);
    expect(backlog.isBehind).toBe(false);
  });

  it('is asked four times a second at most, while it is sent something', () => {
    for (nowMs = 0; nowMs < 1_000; nowMs += 50) {
      backlog.sent();
      answer();
    }
    expect(pings).toHaveLength(4);
    nowMs = 60_000;
    expect(backlog.isBehind).toBe(false);
  });

  it('answers only what it was asked: other pongs are its own', () => {
    expect(backlog.answered(Buffer.from('1'))).toBe(false);
    backlog.sent();
    expect(backlog.answered(Buffer.from('2'))).toBe(false);
    expect(answer()).toBe(true);
    expect(answer()).toBe(false);
  });
});
