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
  const listeners = new Set<() => void>();
  const sounds = createSoundPlayer({
    isOn: (name) => name !== 'refused',
    log: silentLog,
    createContext: () => speaker as unknown as AudioContext,
    nowMs: () => clock.nowMs,
    onPress(run) {
      listeners.add(run);
      return () => listeners.delete(run);
    },
  });
  const press = () => {
    for (const run of listeners) run();
  };
  return { speaker, sounds, clock, press, listeners };
}
const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('the sounds of the page', () => {
  it('keep the loudspeaker side awake only while one sounds', async () => {
    const { speaker, sounds, press } = setUp();
    press();
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

  it('can be played at the first click or key in the page, wherever it is', async () => {
    const { speaker, sounds, press } = setUp();
    press();
    sounds.play('message');
    await settled();
    expect([speaker.state, speaker.tones.length]).toEqual(['running', 1]);
  });

  it('are not played where they are switched off, or before a click or key', async () => {
    const { speaker, sounds, press } = setUp();
    sounds.play('knock');
    press();
    sounds.play('refused');
    await settled();
    expect(speaker.tones).toEqual([]);
  });

  it('wait for another click or key where the browser did not count the first one', async () => {
    const { speaker, sounds, press, listeners } = setUp();
    speaker.isAllowed = false;
    press();
    await settled();
    speaker.isAllowed = true;
    press();
    await settled();
    sounds.play('message');
    await settled();
    expect([speaker.state, speaker.tones.length, listeners.size]).toEqual(['running', 1, 0]);
  });

  it('that the browser held back are dropped instead of being played all at once later', async () => {
    const { speaker, sounds, clock, press } = setUp();
    speaker.isAllowed = false;
    press();
    sounds.play('knock');
    await settled();
    clock.nowMs = 5_000;
    speaker.allow();
    await settled();
    expect([speaker.tones, speaker.state]).toEqual([[], 'suspended']);
  });
});
