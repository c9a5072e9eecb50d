import type { Log } from '../../log/log.ts';

/** Not every browser lets a page choose the loudspeaker; TypeScript does not know of those that do. */
type Chooser = AudioContext & { setSinkId?: (deviceId: string) => Promise<void> };

/** Chromium lets a page choose the loudspeaker of an AudioContext; Firefox and Safari do not. */
export function canChooseSpeaker(): boolean {
  return 'setSinkId' in AudioContext.prototype;
}

/** Plays through a loudspeaker, where the browser lets a page choose and it is there; else through the system's own. */
export async function chooseSpeaker(
  context: AudioContext,
  deviceId: string | undefined,
  log: Log,
): Promise<void> {
  try {
    await (context as Chooser).setSinkId?.(deviceId ?? '');
  } catch (cause) {
    log.swallowed('The loudspeaker is gone: the usual one of the system is better than silence', cause);
  }
}
