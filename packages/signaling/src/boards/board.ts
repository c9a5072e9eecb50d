import type { ServerMessage } from '@atrium/protocol';
import type { Framing, SharedFrame } from '../ports/framing.ts';
import type { Avatar } from '../presence/avatar.ts';
import type { ZonePresence } from '../presence/zonePresence.ts';
import { WorkBudget } from '../timing/workBudget.ts';
import type { WorkRate } from '../timing/workBudget.ts';
import type { SharedDocument } from './sharedDocument.ts';

/** Somebody who has a board open. */
export interface BoardViewer {
  readonly avatar: Avatar;
  /** What was on the board when they opened it, for as long as they have not read all of it. */
  unread: Uint8Array | undefined;
}

/** One Whiteboard that people have open, or have drawn on. */
export class Board {
  readonly objectId: string;
  zone: ZonePresence;
  isPersistent: boolean;
  readonly document: SharedDocument;
  /** Work for all who draw on it. */
  readonly work: WorkBudget;
  readonly viewers = new Map<string, BoardViewer>();
  /** Since when something has been drawn that is not kept yet, on the server's clock. */
  changedAtMs: number | undefined;
  isBeingKept = false;
  /** How often the engine has failed to say what is on it, since the World was let go. */
  lastFailures = 0;
  /** Updates that the engine has yet to answer. */
  underWay = 0;

  constructor(
    objectId: string,
    zone: ZonePresence,
    isPersistent: boolean,
    document: SharedDocument,
    work: WorkRate,
  ) {
    this.objectId = objectId;
    this.zone = zone;
    this.isPersistent = isPersistent;
    this.document = document;
    this.work = new WorkBudget(work);
  }

  viewerOf({ person }: Avatar): BoardViewer | undefined {
    return this.viewers.get(person.personId);
  }

  /** Tells everyone who has the board open but one, with a frame made once. */
  tellOthers(except: Avatar, message: ServerMessage, framing: Framing): void {
    let frame: SharedFrame | undefined;
    for (const { avatar } of this.viewers.values()) {
      if (avatar === except || !avatar.recipient.listening) continue;
      frame ??= framing.text(JSON.stringify(message));
      avatar.recipient.sendShared(frame);
    }
  }
}
