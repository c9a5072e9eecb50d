import type { CameraQuality } from '@atrium/protocol';

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

/** Holds a camera to what the Zone bears. Rejects while the sender cannot take it, as during a negotiation. */
export async function limitCamera(sender: RTCRtpSender, quality: CameraQuality): Promise<void> {
  const parameters = sender.getParameters();
  const [encoding] = parameters.encodings;
  if (encoding === undefined) throw new Error('Nothing was negotiated yet.');
  Object.assign(encoding, limits[quality]);
  await sender.setParameters(parameters);
}
