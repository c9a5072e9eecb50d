import type { Position } from '@atrium/world';
import type { ClientSocket } from '../webSocket.ts';
import type { Step } from '../walk.ts';
import type { Person } from '../../people.ts';

/** What a Client tells of what has arrived. */
export interface Observer {
  /** A message that brings Avatar updates; `updates` is undefined where the Client does not read it. */
  delivered(person: Person, bytes: number, updates: number | undefined): void;
  /** A witness has read that the person with this index is here, in 1/64 tile. */
  seen(witness: Person, index: number, x: number, y: number): void;
  /** The server has taken a move back. */
  corrected(person: Person, why: string): void;
  /** Something that must not happen while the bench runs. */
  failed(what: string): void;
}

/** One Client in its place. */
export interface Participant {
  readonly socket: ClientSocket;
  readonly person: Person;
  /** Where the server has put them, in tiles. */
  readonly start: Position;
  move(step: Step, isWalking: boolean): void;
  /** Where the server has put them since the last call, in tiles; undefined where it has not. */
  takeCorrection?(): Position | undefined;
  /** What the Client sends every 5 s so that it counts as alive; undefined where the server asks instead. */
  readonly heartbeat: (() => void) | undefined;
}

/** How the Clients of one server speak. */
export interface Dialect {
  /** Whether a frame also holds what its own receiver has done; such updates are not counted. */
  readonly echoesOwnMoves: boolean;
  join(person: Person): Promise<Participant>;
}

export type OpenDialect = (port: number, observer: Observer) => Dialect;
