import type { Sfu, SfuRoom } from '../ports/sfu.ts';

export interface ZoneRoomEvents {
  /** It is open, or could not be opened, or is lost: time to look at the Zone again. */
  changed(): void;
  speakersChanged(personIds: readonly string[]): void;
  failed(cause: unknown): void;
}

/** The room that the SFU has for one Zone, from the first need of it to the last. */
export class ZoneRoom {
  readonly sfuId: string;
  /** `undefined` while it is being opened. */
  room: SfuRoom | undefined;
  /** Nothing comes of it any more. */
  isLost = false;
  #isClosed = false;

  constructor(sfuId: string, sfu: Sfu, events: ZoneRoomEvents) {
    this.sfuId = sfuId;
    this.#open(sfu, events).catch((cause: unknown) => events.failed(cause));
  }

  close(): void {
    this.#isClosed = true;
    this.room?.close();
  }

  async #open(sfu: Sfu, events: ZoneRoomEvents): Promise<void> {
    try {
      const room = await sfu.openRoom({
        lost: () => {
          this.isLost = true;
          events.changed();
        },
        speakersChanged: (personIds) => events.speakersChanged(personIds),
      });
      if (this.#isClosed) return room.close();
      this.room = room;
    } catch (cause) {
      this.isLost = true;
      events.failed(cause);
    }
    events.changed();
  }
}
