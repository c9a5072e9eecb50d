import type { CameraQuality } from '@atrium/protocol';
import type { Log } from '../../log/log.ts';

const kbit = 1_000;
/** What a camera may cost each of those it is sent to directly, in bits per second. */
const limits: Readonly<
  Record<
    CameraQuality,
    { readonly maxBitrate: number; readonly scaleResolutionDownBy: number; readonly maxFramerate: number }
  >
> = {
  full: { maxBitrate: 600 * kbit, scaleResolutionDownBy: 1, maxFramerate: 24 },
  'low-layers': { maxBitrate: 200 * kbit, scaleResolutionDownBy: 2, maxFramerate: 24 },
  'low-frame-rate': { maxBitrate: 120 * kbit, scaleResolutionDownBy: 2, maxFramerate: 8 },
  off: { maxBitrate: 120 * kbit, scaleResolutionDownBy: 2, maxFramerate: 8 },
};

/** Holds a camera to what the Zone bears. */
export function limitCamera(sender: RTCRtpSender, quality: CameraQuality, log: Log): void {
  const parameters = sender.getParameters();
  const [encoding] = parameters.encodings;
  const wanted = limits[quality];
  if (encoding === undefined || encoding.maxBitrate === wanted.maxBitrate) return;
  Object.assign(encoding, wanted);
  sender
    .setParameters(parameters)
    .catch((cause: unknown) =>
      log.swallowed(
        'A limit was refused while a negotiation is under way: it is set when that is over',
        cause,
      ),
    );
}
