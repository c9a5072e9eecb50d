// Reads the state of a Colyseus room with its own decoder, from its own description of the state in the handshake.
import { Reflection } from '@colyseus/schema';

/** @param {Uint8Array} handshake the description of the state that a room sends on joining */
export function createColyseusState(handshake) {
  const decoder = Reflection.decode(handshake);
  return {
    /** Applies a full state or a patch; one entry for every Avatar that it changes. */
    apply(bytes, offset) {
      const changes = decoder.decode(bytes, { offset }) ?? [];
      const changed = new Set();
      for (const change of changes) if (change.ref.posture !== undefined) changed.add(change.ref);
      const updates = [];
      if (changed.size === 0) return updates;
      decoder.state.avatars.forEach((avatar, sessionId) => {
        if (changed.has(avatar)) updates.push({ sessionId, x: avatar.x, y: avatar.y });
      });
      return updates;
    },
  };
}
