import { purposeOf, zoneIdOfObject } from '@atrium/world';
import type { WorldObject, WorldSpace } from '@atrium/world';
import type { Framing } from '../ports/framing.ts';
import type { BoardStore } from '../ports/boardStore.ts';
import type { Problems } from '../ports/problems.ts';
import type { Avatar } from '../presence/avatar.ts';
import type { ZonePresence } from '../presence/zonePresence.ts';
import { Board } from './board.ts';
import { BoardDocument } from './boardDocument.ts';

export interface BoardsSurroundings {
  readonly worldId: string;
  readonly space: WorldSpace;
  readonly zone: (zoneId: string) => ZonePresence | undefined;
  readonly framing: Framing;
  readonly store: BoardStore;
  readonly problems: Problems;
  /** What was drawn is kept so long after the first stroke that is not kept yet, in ms. */
  readonly boardSaveMs: number;
}

/** The Whiteboards of a World: shared by the people of their Zone, and gone with them unless they are persistent. */
export class Boards {
  readonly #around: BoardsSurroundings;
  readonly #boards = new Map<string, Board>();
  readonly #loading = new Map<string, Promise<Board>>();
  /** Everything that is being kept at this moment. */
  readonly #saving = new Set<Promise<void>>();

  constructor(around: BoardsSurroundings) {
    this.#around = around;
  }

  /** A board that is in use. */
  get(objectId: string): Board | undefined {
    return this.#boards.get(objectId);
  }

  /** The Whiteboard that somebody can open from where they are. */
  objectFor(avatar: Avatar, objectId: string): WorldObject | undefined {
    const { space, zone } = this.#around;
    const object = space.object(objectId);
    if (object === undefined || purposeOf(object)?.kind !== 'board') return undefined;
    const isHere = zoneIdOfObject(space, object) === avatar.zoneId;
    return isHere && zone(avatar.zoneId)?.info.rules.whiteboard === true ? object : undefined;
  }

  /** @throws whatever the store throws */
  async open(object: WorldObject): Promise<Board> {
    const board = this.#boards.get(object.id);
    if (board !== undefined) return board;
    const loading = this.#loading.get(object.id) ?? this.#load(object);
    this.#loading.set(object.id, loading);
    try {
      return await loading;
    } finally {
      this.#loading.delete(object.id);
    }
  }

  close(avatar: Avatar, board: Board): void {
    const { personId } = avatar.person;
    if (!board.viewers.delete(personId)) return;
    const { objectId } = board;
    board.tellOthers(avatar, { type: 'board.cursor', objectId, personId, point: null }, this.#around.framing);
    if (board.viewers.size > 0 || !board.isPersistent) return;
    this.#save(board);
    this.#forgetUnused(board);
  }

  /** Somebody is here on another connection, which has none open yet. */
  closeAll(avatar: Avatar): void {
    for (const board of [...this.#boards.values()]) this.close(avatar, board);
  }

  /** Somebody is not in a Zone any more: its boards are closed to them. */
  leftZone(avatar: Avatar, zone: ZonePresence): void {
    for (const board of [...this.#boards.values()]) {
      if (board.zone !== zone || board.viewerOf(avatar) === undefined) continue;
      this.close(avatar, board);
      avatar.recipient.send({ type: 'board.closed', objectId: board.objectId });
    }
  }

  /** The last person has left a Zone: what was drawn there goes, where it is not kept. */
  emptied(zone: ZonePresence): void {
    for (const board of [...this.#boards.values()]) {
      if (board.zone === zone && !board.isPersistent) this.#forget(board);
    }
  }

  advance(nowMs: number): void {
    for (const board of this.#boards.values()) {
      if (board.changedAtMs === undefined || nowMs - board.changedAtMs < this.#around.boardSaveMs) continue;
      this.#save(board, nowMs);
    }
  }

  /** Resolves when everything that was drawn is kept. */
  async flush(): Promise<void> {
    // What is being kept at this moment may have changed since.
    await Promise.all(this.#saving);
    for (const board of this.#boards.values()) this.#save(board);
    await Promise.all(this.#saving);
  }

  async #load({ id, persistent = false, ...object }: WorldObject): Promise<Board> {
    const { store, worldId, space, zone: zoneById } = this.#around;
    const kept = persistent ? await store.load(worldId, id) : undefined;
    const zone = zoneById(zoneIdOfObject(space, object));
    if (zone === undefined) throw new RangeError('A Whiteboard is in no Zone of its World.');
    const board = new Board(id, zone, persistent, new BoardDocument(kept));
    this.#boards.set(id, board);
    return board;
  }

  /** @param nowMs from when on it is tried again where it cannot be kept; where it is left out, since it was changed */
  #save(board: Board, nowMs = board.changedAtMs): void {
    if (!board.isPersistent || board.changedAtMs === undefined || board.isBeingKept) return;
    board.changedAtMs = undefined;
    board.isBeingKept = true;
    const { store, worldId, problems } = this.#around;
    const saving = store
      .save(worldId, board.objectId, board.document.encode())
      .catch((cause: unknown) => {
        board.changedAtMs ??= nowMs;
        problems.report('keeping a Whiteboard', cause);
      })
      .finally(() => {
        board.isBeingKept = false;
        this.#saving.delete(saving);
        this.#forgetUnused(board);
      });
    this.#saving.add(saving);
  }

  /** A board that nobody has open goes from memory once everything that was drawn on it is kept. */
  #forgetUnused(board: Board): void {
    const isKept = !board.isBeingKept && board.changedAtMs === undefined;
    if (isKept && board.isPersistent && board.viewers.size === 0) this.#forget(board);
  }

  #forget(board: Board): void {
    if (this.#boards.get(board.objectId) !== board) return;
    this.#boards.delete(board.objectId);
    board.document.destroy();
  }
}
