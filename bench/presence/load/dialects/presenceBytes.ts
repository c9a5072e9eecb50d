import { avatarUpdateBytes, decodePresenceFrame, frameKinds, presenceHeaderBytes } from '@atrium/protocol';
import type { PresenceFrame } from '@atrium/protocol';

/** Avatar updates in a presence frame, told from its length; undefined where it is none. */
export function countUpdates(bytes: Uint8Array): number | undefined {
  const body = bytes.length - presenceHeaderBytes;
  return bytes[0] === frameKinds.presence && body % avatarUpdateBytes === 0
    ? body / avatarUpdateBytes
    : undefined;
}

/** Everything a presence frame says, read with the Client's own decoder. */
export function readPresence(bytes: Uint8Array): PresenceFrame {
  const frame = decodePresenceFrame(bytes);
  if (frame === undefined) throw new Error('a binary frame that is no presence frame');
  return frame;
}
