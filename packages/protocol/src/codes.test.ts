import { describe, expect, it } from 'vitest';
import { closeCodes, closeReasonOf } from './closeCodes.ts';
import { errorCodes } from './errorCodes.ts';
import { errorMessages } from './errorMessages.ts';
import { signalPath } from './version.ts';

describe('close codes', () => {
  it('are unique, and each leads back to its reason', () => {
    const codes = Object.values(closeCodes);
    expect(new Set(codes).size).toBe(codes.length);
    for (const [reason, code] of Object.entries(closeCodes)) expect(closeReasonOf(code)).toBe(reason);
  });

  it('are registered ones or private ones (RFC 6455, 7.4)', () => {
    const registered = [1000, 1009, 1011, 1012];
    for (const code of Object.values(closeCodes)) {
      expect(registered.includes(code) || (code >= 4000 && code <= 4999)).toBe(true);
    }
  });

  it('of a lost network or of somebody else mean nothing here', () => {
    expect([1001, 1005, 1006, 4999].map(closeReasonOf)).toEqual([undefined, undefined, undefined, undefined]);
  });
});

describe('error codes', () => {
  it('have a sentence of their own each', () => {
    const sentences = errorCodes.map((code) => errorMessages[code]);
    expect(new Set(sentences).size).toBe(errorCodes.length);
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });

  it('are written alike', () => {
    for (const code of errorCodes) expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
  });
});

describe('the path of a World', () => {
  it('holds any worldId in one segment', () => {
    expect(signalPath('a/b c?')).toBe('/signal/a%2Fb%20c%3F');
  });
});
