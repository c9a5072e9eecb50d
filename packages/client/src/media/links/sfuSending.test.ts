import type { types } from 'mediasoup-client';
import { describe, expect, it } from 'vitest';
import { silentLog } from '../../log/log.ts';
import { SfuSending } from './sfuSending.ts';

const mostAsked = 100;

/** A producer of one camera, as mediasoup-client has it. */
function produced(track: MediaStreamTrack) {
  return {
    track,
    paused: false,
    closed: false,
    close: () => undefined,
    setMaxSpatialLayer: async () => undefined,
  };
}

describe('what goes to a room of the SFU', () => {
  it('ends in a room that nobody is asked about any more, and is not asked for for ever', async () => {
    let asked = 0;
    const made: string[] = [];
    const transport = {
      closed: false,
      produce: async ({ track }: { readonly track: MediaStreamTrack }) => {
        made.push(track.id);
        return produced(track);
      },
    };
    const sending = new SfuSending({
      log: silentLog,
      timers: { now: () => 0, after: () => () => undefined },
      transport: transport as unknown as types.Transport,
      // As a room that is retired answers: not at all, and at once.
      unproduce: async () => {
        if (++asked > mostAsked) throw new Error('asked for ever');
        return undefined;
      },
    });
    const camera = { id: 'camera', kind: 'video', readyState: 'live' } as MediaStreamTrack;
    sending.send({ camera });
    await expect.poll(() => made).toEqual(['camera']);
    sending.retire();
    sending.send({});
    await expect.poll(() => asked).toBeGreaterThan(0);
    await new Promise((resolve) => setTimeout(resolve));
    expect(asked).toBe(1);
    // Nor does anything new go out.
    sending.send({ camera });
    await new Promise((resolve) => setTimeout(resolve));
    expect(made).toEqual(['camera']);
  });
});
