import type { Sfu, SfuRoom, SfuZone } from '../ports/sfu.ts';

export interface ZoneRoomEvents {
  /** It is open, or could not be opened, or is lost: time to look at the Zone again. */
  changed(): void;
  speakersChanged(personIds: readonly string[]): void;
  failed(cause: unknown): void;
}

/** How long opening a room may take, in ms; people wait for it in a Zone that they have just entered. */
const openTimeoutMs = 3_000;

/** The room that the SFU has for one Zone, from the first need of it to the last. */
export class ZoneRoom {
  readonly sfuId: string;
  /** `undefined` while it is being opened. */
  room: SfuRoom | undefined;
  /** Nothing comes of it any more. */
  isLost = false;
  readonly #events: ZoneRoomEvents;
  readonly #askedAtMs: number;
  #isClosed = false;

  constructor(sfuId: string, sfu: Sfu, zone: SfuZone, events: ZoneRoomEvents, nowMs: number) {
    this.sfuId = sfuId;
    this.#events = events;
    this.#askedAtMs = nowMs;
    this.#open(sfu, zone).catch((cause: unknown) => events.failed(cause));
  }

  /** Gives up a room that has not been opened for too long: nothing is known of its worker but that it does not answer. */
  expire(nowMs: number): void {
    if (this.room !== undefined || this.isLost || nowMs - this.#askedAtMs < openTimeoutMs) return;
    this.isLost = true;
    // Should it be opened after all, it is closed at once.
    this.#isClosed = true;
    this.#events.failed(new Error(`The SFU did not open a room within ${openTimeoutMs} ms.`));
  }

  close(): void {
    this.#isClosed = true;
    this.room?.close();
  }

  async #open(sfu: Sfu, zone: SfuZone): Promise<void> {
    const events = this.#events;
    try {
      const room = await sfu.openRoom(zone, {
        lost: () => {
          this.isLost = true;
          events.changed();
        },
        speakersChanged: (personIds) => events.speakersChanged(personIds),
      });
      if (this.#isClosed) return room.close();
      this.room = room;
    } catch (cause) {
      if (this.#isClosed) return;
      this.isLost = true;
      events.failed(cause);
    }
    events.changed();
  }
}
