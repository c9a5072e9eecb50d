/** Not every browser lets a page choose the loudspeaker; TypeScript does not know of those that do. */
type Chooser = AudioContext & { setSinkId?: (deviceId: string) => Promise<void> };

/** Plays through a loudspeaker, where the browser lets a page choose and it is there; else through the system's own. */
export async function chooseSpeaker(context: AudioContext, deviceId: string | undefined): Promise<void> {
  try {
    await (context as Chooser).setSinkId?.(deviceId ?? '');
  } catch {
    // The device is gone: the system's own is better than silence.
  }
}
