import { describe, expect, it } from 'vitest';
import { parseClientMessage } from './clientMessages.ts';
import { parseServerMessage } from './serverMessages.ts';

const parse = (message: unknown) => parseClientMessage(JSON.stringify(message));
const state = {
  type: 'media.state',
  id: 1,
  microphone: true,
  camera: false,
  screen: false,
  doNotDisturb: false,
  audioOnly: false,
  canCall: false,
  holds: ['p-1'],
};
const candidate = {
  candidate: 'candidate:1 1 udp 1 192.0.2.1 9 typ host',
  sdpMid: '0',
  sdpMLineIndex: 0,
  usernameFragment: 'u',
};
const signal = { type: 'media.signal', linkId: 'p-1', description: { type: 'offer', sdp: 'v=0' } };
const opus = { mimeType: 'audio/opus', payloadType: 111, clockRate: 48_000, channels: 2 };
const produce = {
  type: 'sfu.produce',
  id: 2,
  sfuId: 'r',
  source: 'microphone',
  rtpParameters: { codecs: [{ ...opus, parameters: { useinbandfec: 1 } }], encodings: [{ ssrc: 1 }] },
};

describe('what a Client says about media', () => {
  it.each([
    state,
    signal,
    { type: 'media.signal', linkId: 'p-1', candidate },
    { type: 'media.signal', linkId: 'p-1', candidate: null },
    { type: 'media.live', linkIds: [] },
    { type: 'media.report', links: [{ linkId: 'p-1', state: 'failed', loss: 1, relayed: false }] },
    { type: 'media.report', links: [], cpu: 'serious' },
    { type: 'moderation.mute', id: 1, personId: 'p', muted: true },
    { type: 'sfu.join', id: 1, sfuId: 'r' },
    produce,
    { type: 'sfu.consume', id: 1, sfuId: 'r', personId: 'p', source: 'screen-audio' },
    {
      type: 'sfu.view',
      id: 9,
      sfuId: 'r',
      consumers: [{ consumerId: 'c', paused: false, spatialLayer: 2 }],
    },
  ])('is taken as it is: $type', (message) => {
    expect(parse(message)).toEqual({ ok: true, message });
  });

  it.each([
    ['a switch that is neither on nor off', { ...state, microphone: 'yes' }],
    ['a switch missing', { ...state, doNotDisturb: undefined }],
    ['more links than anybody has', { ...state, holds: Array.from({ length: 321 }, () => 'p') }],
    ['a description of another kind', { ...signal, description: { type: 'rollback', sdp: '' } }],
    [
      'a description that is too long',
      { ...signal, description: { type: 'offer', sdp: 'v'.repeat(32_769) } },
    ],
    [
      'a candidate that is too long',
      { ...signal, candidate: { ...candidate, candidate: 'c'.repeat(1_025) } },
    ],
    [
      'a loss above 1',
      { type: 'media.report', links: [{ linkId: 'p', state: 'failed', loss: 2, relayed: false }] },
    ],
    ['a source that does not exist', { ...produce, source: 'desktop' }],
    ['no codec', { ...produce, rtpParameters: { codecs: [] } }],
    [
      'a payload type beyond 7 bits',
      { ...produce, rtpParameters: { codecs: [{ ...opus, payloadType: 128 }] } },
    ],
    [
      'a layer that does not exist',
      {
        type: 'sfu.view',
        id: 9,
        sfuId: 'r',
        consumers: [{ consumerId: 'c', paused: false, spatialLayer: 3 }],
      },
    ],
    ['a field too many', { type: 'media.live', linkIds: [], planId: 1 }],
  ])('is refused where it is %s', (_, message) => {
    expect(parse(message).ok).toBe(false);
  });
});

describe('a MediaPlan', () => {
  const plan = {
    type: 'media.plan',
    planId: 0,
    zoneId: 'z',
    topology: 'SFU',
    reason: 'meeting',
    rules: {
      microphone: 'open',
      muted: false,
      camera: true,
      screenShare: true,
      positional: false,
      earshotTiles: 6,
      cameraQuality: 'full',
    },
    links: [{ linkId: 's-1', personId: 'p', audible: true, retiring: false, kind: 'sfu' }],
    sfu: { sfuId: 'r' },
  };

  it('is read as it was written', () => {
    expect(parseServerMessage(JSON.stringify(plan))).toEqual({ kind: 'message', message: plan });
  });

  it('is invalid where a direct link does not say how to make it', () => {
    const links = [{ ...plan.links[0], kind: 'p2p' }];
    expect(parseServerMessage(JSON.stringify({ ...plan, links })).kind).toBe('invalid');
  });
});
