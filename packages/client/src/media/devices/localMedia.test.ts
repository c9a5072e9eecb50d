import { beforeEach, describe, expect, test } from 'vitest';
import { silentLog } from '../../log/log.ts';
import { browserStore } from '../../settings/keyValueStore.ts';
import type { BrowserMedia } from '../browserMedia.ts';
import { LocalMedia } from './localMedia.ts';

interface Device {
  readonly kind: MediaDeviceKind;
  readonly deviceId: string;
  readonly groupId: string;
  readonly label: string;
}

class Track extends EventTarget {
  readyState: MediaStreamTrackState = 'live';
  muted = false;
  contentHint = '';

  readonly kind: 'audio' | 'video';
  readonly label: string;
  readonly #settings: object;

  constructor(kind: 'audio' | 'video', label: string, settings: object) {
    super();
    this.kind = kind;
    this.label = label;
    this.#settings = settings;
  }

  getSettings(): object {
    return this.#settings;
  }

  stop(): void {
    this.readyState = 'ended';
  }

  /** The device is unplugged. */
  end(): void {
    this.readyState = 'ended';
    this.dispatchEvent(new Event('ended'));
  }

  silence(muted: boolean): void {
    this.muted = muted;
    this.dispatchEvent(new Event(muted ? 'mute' : 'unmute'));
  }
}

class Stream {
  readonly #tracks: readonly Track[];

  constructor(tracks: readonly Track[]) {
    this.#tracks = tracks;
  }

  getTracks = () => [...this.#tracks];
  getAudioTracks = () => this.#tracks.filter(({ kind }) => kind === 'audio');
  getVideoTracks = () => this.#tracks.filter(({ kind }) => kind === 'video');
}

/** A browser as Chromium is: the device that the system prefers is in the list a second time, as `default`. */
class Browser extends EventTarget {
  microphones: Device[] = [];
  preferred = '';
  shared: { readonly surface: string; readonly hasSound: boolean; readonly isRestricted?: boolean } = {
    surface: 'monitor',
    hasSound: true,
  };
  screenAsked: DisplayMediaStreamOptions | undefined;

  plug(deviceId: string): void {
    const device = {
      kind: 'audioinput',
      deviceId,
      groupId: `group of ${deviceId}`,
      label: deviceId,
    } as const;
    this.microphones.push(device);
    this.preferred = this.preferred || deviceId;
  }

  unplug(deviceId: string): void {
    this.microphones = this.microphones.filter((device) => device.deviceId !== deviceId);
    if (this.preferred === deviceId) this.preferred = this.microphones[0]?.deviceId ?? '';
  }

  change(): void {
    this.dispatchEvent(new Event('devicechange'));
  }

  async enumerateDevices(): Promise<Device[]> {
    const preferred = this.microphones.find(({ deviceId }) => deviceId === this.preferred);
    return preferred === undefined
      ? [...this.microphones]
      : [{ ...preferred, deviceId: 'default', label: `Default - ${preferred.label}` }, ...this.microphones];
  }

  async getUserMedia({ audio }: { readonly audio?: { readonly deviceId?: { readonly ideal: string } } }) {
    const wished = this.microphones.find(({ deviceId }) => deviceId === audio?.deviceId?.ideal);
    const opened = wished ?? this.microphones.find(({ deviceId }) => deviceId === this.preferred);
    if (opened === undefined) throw Object.assign(new Error('none'), { name: 'NotFoundError' });
    const deviceId = wished === undefined ? 'default' : opened.deviceId;
    return new Stream([new Track('audio', opened.label, { deviceId })]);
  }

  async getDisplayMedia(options: DisplayMediaStreamOptions) {
    this.screenAsked = options;
    const { surface, hasSound, isRestricted } = this.shared;
    const sound = hasSound ? [new Track('audio', 'sound', { restrictOwnAudio: isRestricted })] : [];
    return new Stream([new Track('video', 'screen', { displaySurface: surface }), ...sound]);
  }
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
let browser: Browser;
let media: LocalMedia;
/** What the meter's AudioContext was last asked to be. */
let meter: 'running' | 'suspended' | undefined;

beforeEach(() => {
  browser = new Browser();
  browser.plug('Laptop');
  media = localMedia({ canCall: true });
});

function localMedia({ canCall }: { readonly canCall: boolean }): LocalMedia {
  const analyser = { fftSize: 0, connect: () => undefined, getFloatTimeDomainData: () => undefined };
  const source = { connect: () => undefined, disconnect: () => undefined };
  const parts = {
    canCall,
    mediaDevices: browser,
    createAudioContext: () => ({
      resume: async () => void (meter = 'running'),
      suspend: async () => void (meter = 'suspended'),
      createAnalyser: () => analyser,
      createMediaStreamSource: () => source,
    }),
    createStream: (tracks: Track[]) => new Stream(tracks),
    createAudioElement: () => undefined,
  } as unknown as BrowserMedia;
  const storage = browserStore(() => {
    throw new DOMException('blocked', 'SecurityError');
  }, silentLog);
  return new LocalMedia(storage, parts, silentLog);
}

const microphone = () => media.tracks.microphone as unknown as Track | undefined;
const state = () => media.state.getState().microphone;
async function switchOn(): Promise<void> {
  await settled();
  media.setMicrophone(true);
  await settled();
  await settled();
}
async function change(): Promise<void> {
  browser.change();
  await settled();
  await settled();
}

describe('the microphone', () => {
  test('is the chosen one as soon as that appears', async () => {
    media.chooseMicrophone('Headset');
    await switchOn();
    expect(microphone()?.label).toBe('Laptop');
    browser.plug('Headset');
    await change();
    expect([microphone()?.label, state().isOn]).toEqual(['Headset', true]);
  });

  test('follows the system, where nobody has chosen one', async () => {
    await switchOn();
    browser.plug('Headset');
    await change();
    expect(microphone()?.label).toBe('Laptop');
    browser.preferred = 'Headset';
    await change();
    expect([microphone()?.label, state().isOn]).toEqual(['Headset', true]);
  });

  test('stays the chosen one, whatever the system prefers', async () => {
    browser.plug('Headset');
    media.chooseMicrophone('Laptop');
    await switchOn();
    browser.preferred = 'Headset';
    await change();
    expect(microphone()?.label).toBe('Laptop');
  });

  test('is another one when it is unplugged; without another, the switch says why', async () => {
    browser.plug('Headset');
    media.chooseMicrophone('Headset');
    await switchOn();
    browser.unplug('Headset');
    microphone()?.end();
    await settled();
    await settled();
    expect([microphone()?.label, state().isOn, state().problem]).toEqual(['Laptop', true, undefined]);
    browser.unplug('Laptop');
    microphone()?.end();
    await settled();
    await settled();
    expect([microphone(), state()]).toEqual([
      undefined,
      { isOn: false, isStarting: false, problem: 'none-found' },
    ]);
    browser.plug('Headset');
    await change();
    expect(state()).toEqual({ isOn: false, isStarting: false, problem: undefined });
  });

  test('that the system or a switch on the device silences says so, and no longer when that is over', async () => {
    await switchOn();
    microphone()?.silence(true);
    expect(state()).toEqual({ isOn: true, isStarting: false, problem: 'silenced' });
    media.setMicrophone(false);
    expect(state().problem).toBeUndefined();
    media.setMicrophone(true);
    expect(state().problem).toBe('silenced');
    microphone()?.silence(false);
    expect(state()).toEqual({ isOn: true, isStarting: false, problem: undefined });
  });
});

test('the meter of the microphone costs nothing while the microphone is closed', async () => {
  await switchOn();
  expect(meter).toBe('running');
  media.closeAll();
  expect(meter).toBe('suspended');
});

describe('a shared screen', () => {
  async function share(shared: Browser['shared']) {
    browser.shared = shared;
    media.setScreen(true);
    await settled();
    await settled();
    return media.tracks['screen-audio'] !== undefined;
  }

  test('asks for neither its own tab nor the sound of the call', async () => {
    await share({ surface: 'window', hasSound: false });
    expect(browser.screenAsked).toMatchObject({
      selfBrowserSurface: 'exclude',
      systemAudio: 'exclude',
      audio: { restrictOwnAudio: true },
    });
  });

  test.each([
    ['of another tab has its sound', { surface: 'browser', hasSound: true }, true],
    ['as a whole has no sound: the call is in it', { surface: 'monitor', hasSound: true }, false],
    ['of a window has no sound either', { surface: 'window', hasSound: true }, false],
    [
      'whose sound leaves the call out has it',
      { surface: 'monitor', hasSound: true, isRestricted: true },
      true,
    ],
    ['without sound has none', { surface: 'browser', hasSound: false }, false],
  ])('%s', async (_case, shared, hasSound) => {
    expect(await share(shared)).toBe(hasSound);
  });
});

test('a browser that cannot do calls says so before anything is pressed, and opens no device', async () => {
  media = localMedia({ canCall: false });
  const isSaid = () => {
    const { microphone, camera, screen } = media.state.getState();
    for (const { isOn, problem } of [microphone, camera, screen])
      expect([isOn, problem]).toEqual([false, 'no-calls']);
  };
  isSaid();
  await switchOn();
  media.setCamera(true);
  media.setScreen(true);
  await settled();
  isSaid();
  media.setMicrophone(false);
  media.closeAll();
  isSaid();
  expect(Object.values(media.tracks)).toEqual([undefined, undefined, undefined, undefined]);
});
