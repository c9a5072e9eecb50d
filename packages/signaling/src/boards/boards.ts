import { purposeOf, zoneIdOfObject } from '@atrium/world';
import type { WorldObject, WorldSpace } from '@atrium/world';
import type { Framing } from '../ports/framing.ts';
import type { AppliedUpdate, BoardEngine } from '../ports/boardEngine.ts';
import type { Problems } from '../ports/problems.ts';
import type { Avatar } from '../presence/avatar.ts';
import type { ZonePresence } from '../presence/zonePresence.ts';
import { WorkBudget } from '../timing/workBudget.ts';
import type { WorkRate } from '../timing/workBudget.ts';
import { Board } from './board.ts';
import type { BoardKeeping } from './boardKeeping.ts';
import { SharedDocument } from './sharedDocument.ts';

/** How often the engine is asked for what is on a Whiteboard whose World has been let go. */
const lastTries = 5;

/** Why an update of a Whiteboard is not taken. */
type Refusal = 'too-fast' | 'not-kept';

/** What the Whiteboards of all Worlds share. */
export interface SharedBoards {
  readonly engine: BoardEngine;
  readonly keeping: BoardKeeping;
  readonly problems: Problems;
  readonly newId: () => string;
}

export interface BoardsSurroundings {
  readonly worldId: string;
  /** As it is at the moment. */
  readonly space: WorldSpace;
  readonly zone: (zoneId: string) => ZonePresence | undefined;
  readonly framing: Framing;
  readonly shared: SharedBoards;
  /** What was drawn is kept so long after the first stroke that is not kept yet, in ms. */
  readonly boardSaveMs: number;
  readonly boardWork: WorkRate;
  readonly boardWorkPerPerson: WorkRate;
}

/** The Whiteboards of a World: shared by the people of their Zone, and gone with them unless they are persistent. */
export class Boards {
  readonly #around: BoardsSurroundings;
  readonly #boards = new Map<string, Board>();
  readonly #loading = new Map<string, Promise<Board>>();
  /** By the id of a person: work for what they draw. */
  readonly #work = new Map<string, WorkBudget>();
  #isClosing = false;

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
    if (board.viewers.size === 0) this.#letGo(board);
  }

  /** Somebody is here on another connection, which has none open yet. */
  closeAll(avatar: Avatar): void {
    for (const board of [...this.#boards.values()]) this.close(avatar, board);
  }

  /** Somebody is not in a Zone any more: its boards are closed to them. */
  leftZone(avatar: Avatar, zone: ZonePresence): void {
    for (const board of [...this.#boards.values()]) {
      if (board.zone === zone && board.viewerOf(avatar) !== undefined) this.#closeTo(avatar, board);
    }
  }

  /** The last person has left a Zone: what was drawn there goes, where it is not kept. */
  emptied(zone: ZonePresence): void {
    for (const board of [...this.#boards.values()]) {
      if (board.zone === zone && !board.isPersistent) this.#forget(board);
    }
  }

  /** The World has changed. Boards that are gone are kept as they are: a version that brings one back has it as it was. */
  worldChanged(): void {
    for (const board of [...this.#boards.values()]) this.#fit(board);
  }

  advance(nowMs: number): void {
    for (const board of this.#boards.values()) {
      if (board.changedAtMs === undefined || nowMs - board.changedAtMs < this.#around.boardSaveMs) continue;
      this.#save(board, nowMs);
    }
  }

  /** Hands over everything that was drawn to be kept. */
  save(): void {
    for (const board of this.#boards.values()) this.#save(board);
  }

  /** The World is let go. */
  closing(): void {
    this.#isClosing = true;
    for (const board of [...this.#boards.values()]) {
      if (board.isPersistent) this.#letGo(board);
      else this.#forget(board);
    }
  }

  /**
   * Draws.
   *
   * @param done is called once it is known what became of it. `too-fast`: they, or all together, cost too much just now;
   * `not-kept`: too much waits in memory that cannot be written
   */
  apply(
    board: Board,
    { person: { personId } }: Avatar,
    update: Uint8Array,
    nowMs: number,
    done: (outcome: AppliedUpdate['outcome'] | Refusal, effect: Uint8Array | undefined) => void,
  ): void {
    const own = this.#work.get(personId) ?? new WorkBudget(this.#around.boardWorkPerPerson);
    this.#work.set(personId, own);
    if (!own.has(nowMs) || !board.work.has(nowMs)) return done('too-fast', undefined);
    if (board.isPersistent && this.#around.shared.keeping.isFull) return done('not-kept', undefined);
    board.underWay++;
    board.document.apply(update, personId, ({ outcome, effect }, tookMs) => {
      board.underWay--;
      for (const budget of [own, board.work]) budget.spend(tookMs, nowMs);
      if (effect !== undefined) board.changedAtMs ??= nowMs;
      done(outcome, effect);
      if (board.viewers.size === 0 && board.isPersistent) this.#letGo(board);
    });
  }

  #closeTo(avatar: Avatar, board: Board): void {
    this.close(avatar, board);
    avatar.recipient.send({ type: 'board.closed', objectId: board.objectId });
  }

  #zoneOf(object: WorldObject): ZonePresence | undefined {
    return this.#around.zone(zoneIdOfObject(this.#around.space, object));
  }

  async #load(object: WorldObject): Promise<Board> {
    const { id, persistent = false } = object;
    const { shared, worldId, boardWork } = this.#around;
    const { engine, keeping, newId } = shared;
    const zone = this.#zoneOf(object);
    const kept = persistent ? await keeping.load(worldId, id) : undefined;
    if (zone === undefined) throw new RangeError('A Whiteboard is in no Zone of its World.');
    const board = new Board(
      id,
      zone,
      persistent,
      await SharedDocument.open(engine, newId(), kept),
      boardWork,
    );
    this.#boards.set(id, board);
    // The World may have changed meanwhile.
    this.#fit(board);
    return board;
  }

  /** Closes a board that is gone, or is where none are allowed; and to those who are not in the Zone where it is now. */
  #fit(board: Board): void {
    const object = this.#around.space.object(board.objectId);
    const zone = object === undefined ? undefined : this.#zoneOf(object);
    const isBoard = object !== undefined && purposeOf(object)?.kind === 'board';
    const isOpen = isBoard && zone?.info.rules.whiteboard === true;
    for (const { avatar } of [...board.viewers.values()]) {
      if (!isOpen || avatar.zoneId !== zone.info.id) this.#closeTo(avatar, board);
    }
    if (!isOpen) {
      if (board.isPersistent) this.#letGo(board);
      else this.#forget(board);
      return;
    }
    board.zone = zone;
    this.#save(board);
    board.isPersistent = object.persistent ?? false;
  }

  /** @param nowMs from when on it is tried again where the engine fails; where it is left out, since it was changed */
  #save(board: Board, nowMs = board.changedAtMs): void {
    const isChanged = board.changedAtMs !== undefined || board.underWay > 0;
    if (!board.isPersistent || !isChanged || board.isBeingKept) return;
    board.changedAtMs = undefined;
    board.isBeingKept = true;
    const { worldId, shared } = this.#around;
    // The engine does things in their order: what is under way is in it.
    const state = board.document.encode();
    shared.keeping.keep(worldId, board.objectId, state);
    const isOver = () => {
      board.isBeingKept = false;
      board.lastFailures = 0;
      if (board.viewers.size === 0) this.#letGo(board);
    };
    state.then(isOver, (cause: unknown) => {
      board.changedAtMs ??= nowMs;
      shared.problems.report('keeping a Whiteboard', cause);
      board.isBeingKept = false;
      if (!this.#isClosing) return;
      // Nobody comes by later to try again.
      if (++board.lastFailures < lastTries) this.#letGo(board);
      else this.#forget(board);
    });
  }

  /** Nobody has a board open: it goes from memory once everything that was drawn on it is handed over to be kept. */
  #letGo(board: Board): void {
    if (!board.isPersistent) return;
    this.#save(board);
    if (!board.isBeingKept && board.underWay === 0 && board.changedAtMs === undefined) this.#forget(board);
  }

  #forget(board: Board): void {
    if (this.#boards.get(board.objectId) !== board) return;
    this.#boards.delete(board.objectId);
    board.document.destroy();
  }
}
