import { describe, expect, it } from 'vitest';
import { silentLog } from '../log/log.ts';
import { createSoundPlayer } from './soundPlayer.ts';

const param = () => ({
  setValueAtTime: () => undefined,
  exponentialRampToValueAtTime: () => undefined,
});

/** The loudspeaker side of a browser; it starts only when the browser lets it. */
class Speaker {
  state: AudioContextState = 'suspended';
  isAllowed = true;
  currentTime = 0;
  destination = {};
  tones: { frequency: object; onended: (() => void) | null }[] = [];
  #waiting: (() => void)[] = [];

  createGain = () => {
    const node = { gain: param(), connect: () => node };
    return node;
  };

  createOscillator = () => {
    const tone = {
      frequency: param(),
      onended: null as (() => void) | null,
      connect: (node: object) => node,
      start: () => undefined,
      stop: () => undefined,
    };
    this.tones.push(tone);
    return tone;
  };

  async resume(): Promise<void> {
    if (!this.isAllowed) await new Promise<void>((allow) => this.#waiting.push(allow));
    this.state = 'running';
  }

  async suspend(): Promise<void> {
    this.state = 'suspended';
  }

  allow(): void {
    this.isAllowed = true;
    for (const go of this.#waiting.splice(0)) go();
  }

  end(): void {
    for (const tone of this.tones.splice(0)) tone.onended?.();
  }
}

function setUp() {
  const speaker = new Speaker();
  const clock = { nowMs: 0 };
  const sounds = createSoundPlayer({
    isOn: (name) => name !== 'refused',
    log: silentLog,
    createContext: () => speaker as unknown as AudioContext,
    nowMs: () => clock.nowMs,
  });
  return { speaker, sounds, clock };
}
const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('the sounds of the page', () => {
  it('keep the loudspeaker side awake only while one sounds', async () => {
    const { speaker, sounds } = setUp();
    sounds.unlock();
    await settled();
    expect(speaker.state).toBe('suspended');
    sounds.play('knock');
    sounds.play('message');
    await settled();
    expect([speaker.state, speaker.tones.length]).toEqual(['running', 3]);
    speaker.end();
    await settled();
    expect(speaker.state).toBe('suspended');
    sounds.play('message');
    await settled();
    expect([speaker.state, speaker.tones.length]).toEqual(['running', 1]);
  });

  it('can be played in the same moment in which they are unlocked', async () => {
    const { speaker, sounds } = setUp();
    sounds.unlock();
    sounds.play('message');
    await settled();
    expect([speaker.state, speaker.tones.length]).toEqual(['running', 1]);
  });

  it('are not played where they are switched off, or before a click or key', async () => {
    const { speaker, sounds } = setUp();
    sounds.play('knock');
    sounds.unlock();
    sounds.play('refused');
    await settled();
    expect(speaker.tones).toEqual([]);
  });

  it('that the browser held back are dropped instead of being played all at once later', async () => {
    const { speaker, sounds, clock } = setUp();
    speaker.isAllowed = false;
    sounds.unlock();
    sounds.play('knock');
    await settled();
    clock.nowMs = 5_000;
    speaker.allow();
    await settled();
    expect([speaker.tones, speaker.state]).toEqual([[], 'suspended']);
  });
});
