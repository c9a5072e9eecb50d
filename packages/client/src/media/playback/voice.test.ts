import { beforeEach, expect, test } from 'vitest';
import { RingLog } from '../../log/ringLog.ts';
import { VirtualTime } from '../../session/testing/virtualTime.ts';
import type { BrowserMedia } from '../browserMedia.ts';
import { Voice } from './voice.ts';

/** A value of a node, where it arrives once what changes has changed. */
class Param {
  value: number;

  constructor(value: number) {
    this.value = value;
  }

  setValueAtTime(value: number): void {
    this.value = value;
  }

  linearRampToValueAtTime(value: number): void {
    this.value = value;
  }

  setTargetAtTime(value: number): void {
    this.value = value;
  }
}

class Node {
  readonly gain = new Param(1);
  readonly pan = new Param(0);
  fftSize = 0;
  samples: readonly number[] = [];
  readonly to = new Set<Node>();

  connect(node: Node): Node {
    this.to.add(node);
    return node;
  }

  disconnect(): void {
    this.to.clear();
  }

  getFloatTimeDomainData(into: Float32Array): void {
    into.set(this.samples);
  }
}

/** Of a track. */
class Source extends Node {
  readonly track: string;

  constructor(track: string) {
    super();
    this.track = track;
  }
}

/** Remembers what is connected with what. */
class Context {
  currentTime = 0;
  readonly destination = new Node();
  readonly sources: Source[] = [];
  readonly meters: Node[] = [];
  readonly createGain = () => new Node();
  readonly createStereoPanner = () => new Node();
  readonly createAnalyser = () => {
    const meter = new Node();
    this.meters.push(meter);
    return meter;
  };
  readonly createMediaStreamSource = ({ track }: { readonly track: string }) => {
    const source = new Source(track);
    this.sources.push(source);
    return source;
  };

  /** How loud each track arrives at the loudspeaker, and from where. */
  get heard(): Record<string, { readonly gain: number; readonly pan: number }> {
    const heard: Record<string, { gain: number; pan: number }> = {};
    const follow = (node: Node, track: string, gain: number, pan: number): void => {
      if (node === this.destination) heard[track] = { gain, pan };
      for (const next of node.to) follow(next, track, gain * next.gain.value, pan + next.pan.value);
    };
    for (const source of this.sources) follow(source, source.track, 1, 0);
    return heard;
  }
}

/** An element without a sound of its own, which lets that of a connection flow. */
class Pump {
  muted = false;
  srcObject: unknown = null;
  isPlaying = false;
  mayPlay = true;

  async play(): Promise<void> {
    if (!this.mayPlay) throw new DOMException('no click yet', 'NotAllowedError');
    this.isPlaying = true;
  }

  pause(): void {
    this.isPlaying = false;
  }
}

const trackOf = (name: string) => name as unknown as MediaStreamTrack;
let time: VirtualTime;
let context: Context;
let pumps: Pump[];
let mayPlay: boolean;
let log: RingLog;
let voice: Voice;
beforeEach(() => {
  time = new VirtualTime();
  context = new Context();
  pumps = [];
  mayPlay = true;
  log = new RingLog(() => 0);
  const browser = {
    createStream: ([track]: readonly unknown[]) => ({ track }),
    createAudioElement: () => {
      const pump = Object.assign(new Pump(), { mayPlay });
      pumps.push(pump);
      return pump;
    },
  } as unknown as BrowserMedia;
  voice = new Voice({
    browser,
    timers: time,
    context: context as unknown as AudioContext,
    volume: 0.5,
    position: { gain: 0.4, pan: 0.25 },
    log: log.log,
  });
});

test('a voice is as loud as its person was set and their distance says, and comes from where they are', () => {
  voice.play(trackOf('microphone'), undefined);
  expect(context.heard['microphone']?.gain).toBeCloseTo(0.2);
  expect(context.heard['microphone']?.pan).toBe(0.25);
  voice.setVolume(1);
  voice.setPosition({ gain: 0.6, pan: -0.5 });
  expect(context.heard['microphone']).toEqual({ gain: 0.6, pan: -0.5 });
  voice.setPosition(undefined);
  expect(context.heard['microphone']?.gain).toBeCloseTo(1);
});

test('the sound of a screen follows the volume, and not where its person stands', () => {
  voice.play(trackOf('microphone'), trackOf('screen'));
  expect(context.heard['screen']?.gain).toBeCloseTo(0.5);
  voice.setPosition({ gain: 0, pan: 1 });
  expect(context.heard['screen']?.gain).toBeCloseTo(0.5);
  expect(context.heard['microphone']?.gain).toBe(0);
  voice.setVolume(0);
  expect(context.heard['screen']?.gain).toBe(0);
});

test('one way gives way to another within a moment: the old one fades and goes, nothing is heard twice', async () => {
  voice.play(trackOf('direct'), undefined);
  voice.play(trackOf('sfu'), undefined);
  expect(context.heard['direct']?.gain).toBe(0);
  expect(context.heard['sfu']?.gain).toBeCloseTo(0.2);
  await time.pass(60);
  expect(Object.keys(context.heard)).toEqual(['sfu']);
  expect(pumps.map(({ isPlaying, srcObject }) => [isPlaying, srcObject === null])).toEqual([
    [false, true],
    [true, false],
  ]);
});

test('the same track goes on undisturbed, and one that ends is let go', async () => {
  voice.play(trackOf('microphone'), undefined);
  voice.play(trackOf('microphone'), undefined);
  expect(context.sources).toHaveLength(1);
  voice.play(undefined, undefined);
  await time.pass(60);
  expect(context.heard).toEqual({});
  expect(pumps.map(({ isPlaying }) => isPlaying)).toEqual([false]);
});

test('Chromium gets a mute element that plays each track; where it may not play, sound goes on', async () => {
  mayPlay = false;
  voice.play(trackOf('microphone'), undefined);
  await time.pass(0);
  expect(pumps.map(({ muted }) => muted)).toEqual([true]);
  expect(log.text).toContain('A muted element may not play');
  expect(context.heard['microphone']).toBeDefined();
});

test('the level is that of the voice alone, before volume and distance', () => {
  voice.play(trackOf('microphone'), trackOf('screen'));
  const [meter] = context.meters;
  const microphone = context.sources.find(({ track }) => track === 'microphone');
  const screen = context.sources.find(({ track }) => track === 'screen');
  const leadsTo = (from: Node | undefined, node: Node | undefined): boolean =>
    from === node || [...(from?.to ?? [])].some((next) => leadsTo(next, node));
  expect([leadsTo(microphone, meter), leadsTo(screen, meter)]).toEqual([true, false]);
  if (meter !== undefined) meter.samples = Array.from({ length: 512 }, () => 0.5);
  expect(voice.level()).toBeCloseTo(0.5);
});

test('nothing is heard once it is closed', () => {
  voice.play(trackOf('microphone'), trackOf('screen'));
  voice.close();
  expect(context.heard).toEqual({});
  expect(pumps.map(({ isPlaying }) => isPlaying)).toEqual([false, false]);
});
