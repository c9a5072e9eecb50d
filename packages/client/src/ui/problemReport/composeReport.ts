import { problemReportBytes, withoutSecrets } from '@atrium/protocol';
import type { ProblemReportRequest } from '@atrium/protocol';

/** Of the body that is sent, for what JSON writes around both texts. */
const spareBytes = 64;

/**
 * What is sent: without what looks like a secret or an address, and of the log as many of the last lines as fit.
 *
 * @param log one line each, the oldest first
 */
export function composeReport(text: string, log: string): ProblemReportRequest {
  const said = withoutSecrets(text.trim());
  const lines = withoutSecrets(log).split('\n');
  let left = problemReportBytes - spareBytes - bytesOf(said);
  let first = lines.length;
  while (first > 0 && left >= 0) {
    left -= bytesOf(`${lines[first - 1] ?? ''}\n`);
    if (left >= 0) first--;
  }
  return { text: said, log: lines.slice(first).join('\n') };
}

/** As JSON, which writes some characters as several; without the quotes around it. */
function bytesOf(text: string): number {
  return new TextEncoder().encode(JSON.stringify(text)).length - 2;
}
