import type { Log } from '../log/log.ts';

/** Puts a text on the clipboard. @returns whether it is there: pages over plain HTTP have no clipboard, and it may be refused */
export async function copyText(text: string, log: Log): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (cause) {
    log.swallowed('Copying is not allowed, or not over plain http: the text is there to be selected', cause);
    return false;
  }
}
