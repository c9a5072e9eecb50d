import { expect, test } from 'vitest';
import { problemReportBytes } from '@atrium/protocol';
import { composeReport } from './composeReport.ts';

test('what is sent names no secrets and addresses, in what the person says or in the log', () => {
  expect(composeReport(' See https://office.example/join#x ', 'one\nfrom 192.0.2.7')).toEqual({
    text: 'See [address]',
    log: 'one\nfrom [address]',
  });
});

test('of a long log the last whole lines are sent, as many as fit', () => {
  const lines = Array.from({ length: 2_000 }, (_, line) => `${line} "quoted" and so on and so on and so on`);
  const report = composeReport('Long', lines.join('\n'));
  const bytes = new TextEncoder().encode(JSON.stringify(report)).length;
  expect(bytes).toBeLessThanOrEqual(problemReportBytes);
  expect(bytes).toBeGreaterThan(problemReportBytes - 200);
  expect(report.log.split('\n')).toEqual(lines.slice(-report.log.split('\n').length));
});

test('a line that never fits is left out', () => {
  expect(composeReport('Long', `${'é '.repeat(40_000)}\nlast`).log).toBe('last');
  expect(composeReport('Long', '').log).toBe('');
});
