import { readRoute } from '../../app/route.ts';
import type { Log } from '../../log/log.ts';

/** The tab from which this one was opened, as long as it shows a World or a lobby of this server. */
export function officeTab(page: Window, log: Log): Window | undefined {
  const opener: unknown = page.opener;
  if (!isWindow(opener) || opener.closed) return undefined;
  try {
    const { kind } = readRoute(opener.location.pathname, log);
    return kind === 'world' || kind === 'defaultWorld' ? opener : undefined;
  } catch (cause) {
    log.swallowed('The tab that opened this one shows another site by now', cause);
    return undefined;
  }
}

function isWindow(value: unknown): value is Window {
  return typeof value === 'object' && value !== null && 'closed' in value && 'location' in value;
}
