import type { types } from 'mediasoup';
import { SfuRefusal } from '@atrium/signaling';

/** Does with a transport what a Client has asked for. What fails while the transport is open was asked wrongly. */
export async function asked<Result>(
  transport: Pick<types.Transport, 'closed'>,
  what: string,
  run: () => Promise<Result>,
): Promise<Result> {
  try {
    return await run();
  } catch (cause) {
    if (transport.closed) throw cause;
    throw new SfuRefusal(what, { cause });
  }
}
