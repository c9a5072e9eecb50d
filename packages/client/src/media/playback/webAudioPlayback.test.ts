import { expect, test } from 'vitest';
import { silentLog } from '../../log/log.ts';
import { VirtualTime } from '../../session/testing/virtualTime.ts';
import type { BrowserMedia } from '../browserMedia.ts';
import { createWebAudioPlayback } from './webAudioPlayback.ts';

const node = () => {
  const param = {
    value: 1,
    setValueAtTime: () => param,
    linearRampToValueAtTime: () => param,
    setTargetAtTime: () => param,
  };
  const made = { gain: param, pan: param, fftSize: 0, connect: () => made, disconnect: () => undefined };
  return made;
};

/** A loudspeaker side that a phone call takes away for a while, as on iOS. */
class Context {
  state: AudioContextState = 'running';
  isCalling = false;
  sinks: string[] = [];
  currentTime = 0;
  destination = node();
  onstatechange: () => void = () => undefined;
  createGain = node;
  createAnalyser = node;
  createStereoPanner = node;
  createMediaStreamSource = node;

  become(state: AudioContextState): void {
    this.state = state;
    this.onstatechange();
  }

  async resume(): Promise<void> {
    if (this.isCalling) throw new DOMException('interrupted', 'InvalidStateError');
    this.become('running');
  }

  async suspend(): Promise<void> {
    this.become('suspended');
  }

  async setSinkId(deviceId: string): Promise<void> {
    this.sinks.push(deviceId);
  }
}

function setUp() {
  const time = new VirtualTime();
  const context = new Context();
  const devices = new EventTarget();
  const browser = {
    mediaDevices: devices,
    createAudioContext: () => context,
    createStream: () => ({}),
    createAudioElement: () => ({ play: async () => undefined, pause: () => undefined }),
  } as unknown as BrowserMedia;
  const playback = createWebAudioPlayback({ browser, timers: time, log: silentLog });
  playback.setSpeaker('headset');
  playback.play('ana', {} as MediaStreamTrack, undefined);
  return { time, context, devices, playback };
}

test('sound that a phone call interrupts comes back when the call is over', async () => {
  const { time, context, playback } = setUp();
  await time.pass(2_000);
  let told = 0;
  playback.onBlockedChanged(() => told++);
  context.isCalling = true;
  context.become('interrupted');
  expect([playback.isBlocked, told]).toEqual([true, 1]);
  await time.pass(60_000);
  expect(playback.isBlocked).toBe(true);
  context.isCalling = false;
  await time.pass(5_000);
  expect([playback.isBlocked, context.state]).toEqual([false, 'running']);
});

test('the chosen loudspeaker is chosen again when devices come and go', async () => {
  const { time, context, devices } = setUp();
  await time.pass(0);
  context.sinks = [];
  devices.dispatchEvent(new Event('devicechange'));
  await time.pass(0);
  expect(context.sinks).toEqual(['headset']);
});

test('the audio device sleeps when nobody has been heard for a while, and wakes for the next word', async () => {
  const { time, context, playback } = setUp();
  playback.play('ana', undefined, undefined);
  await time.pass(10_000);
  expect(context.state).toBe('running');
  playback.play('ana', {} as MediaStreamTrack, undefined);
  await time.pass(60_000);
  expect(context.state).toBe('running');
  playback.play('ana', undefined, undefined);
  await time.pass(60_000);
  // Nobody is heard: nothing is missed.
  expect([context.state, playback.isBlocked]).toEqual(['suspended', false]);
  playback.play('ben', {} as MediaStreamTrack, undefined);
  await time.pass(0);
  expect([context.state, playback.isBlocked]).toEqual(['running', false]);
});
