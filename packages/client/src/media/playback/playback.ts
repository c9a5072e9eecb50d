import type { PositionalSound } from '../core/positionalSound.ts';

/** Plays what people say. One way to each of them is heard at any time. */
export interface Playback {
  /**
   * What is heard of a person from now on: the voice that comes over one path, and the sound of their screen. The
   * voice of another path gives way within a few milliseconds.
   */
  play(
    personId: string,
    voice: MediaStreamTrack | undefined,
    screenSound: MediaStreamTrack | undefined,
  ): void;
  /** Nothing of them is heard any more, at once. */
  stop(personId: string): void;
  /** @param volume 0 to 1, as somebody on this device has set it */
  setVolume(personId: string, volume: number): void;
  /** `undefined`: from everywhere, as loud as it is. */
  setPosition(personId: string, sound: PositionalSound | undefined): void;
  /** Loudness of what somebody says, before volume and distance: root mean square, 0 to 1. */
  level(personId: string): number;
  setSpeaker(deviceId: string | undefined): void;
  /** The browser plays no sound before the next click or key. */
  readonly isBlocked: boolean;
  /** To be called from a click or key. */
  unlock(): void;
  /** Calls back when `isBlocked` has changed. */
  onBlockedChanged(listener: () => void): void;
  close(): void;
}
