import { fromBase64, toBase64 } from 'lib0/buffer';
import type { ClientMessage, ClientMessageOf } from '@atrium/protocol';
import { wireLimits } from '@atrium/protocol';
import type { Avatar, Recipient } from '../presence/avatar.ts';
import type { Answers } from '../worlds/answers.ts';
import type { LiveWorld } from '../worlds/liveWorld.ts';
import type { Boards } from './boards.ts';

/** Everything that a Client may say about Whiteboards. */
export type BoardMessage = Extract<ClientMessage, { type: `board.${string}` }>;

/** What an answer about a Whiteboard works with. */
export interface BoardScene {
  readonly world: LiveWorld;
  readonly boards: Boards;
}

/** Does what a message about a Whiteboard asks for, if it may be. */
export function answerBoards(
  scene: BoardScene,
  avatar: Avatar,
  message: BoardMessage,
  answers: Answers,
  nowMs: number,
): void {
  switch (message.type) {
    case 'board.open':
      return void open(scene, avatar, message, answers);
    case 'board.more':
      return sendMore(scene, avatar, message, answers);
    case 'board.close': {
      const board = scene.boards.get(message.objectId);
      if (board !== undefined) scene.boards.close(avatar, board);
      return answers.send({ type: 'board.close.ok', id: message.id });
    }
    case 'board.update':
      return update(scene, avatar, message, answers, nowMs);
    case 'board.cursor':
      return point(scene, avatar, message);
  }
}

async function open(
  { boards, world: { people } }: BoardScene,
  avatar: Avatar,
  { id, objectId }: ClientMessageOf<'board.open'>,
  answers: Answers,
): Promise<void> {
  const object = boards.objectFor(avatar, objectId);
  if (object === undefined) return answers.refuse('board_unknown', id);
  const { person, recipient } = avatar;
  try {
    const board = await boards.open(object);
    const all = await board.document.encode();
    // It may have taken a while: they may have gone since, or be here in another tab.
    const isHere = people.get(person.personId) === avatar && avatar.recipient === recipient;
    const isOpen = boards.objectFor(avatar, objectId) !== undefined && boards.get(objectId) === board;
    if (!isHere || !isOpen) {
      return answers.refuse('board_unknown', id);
    }
    const isAll = all.length <= wireLimits.boardPieceBytes;
    board.viewers.set(person.personId, { avatar, unread: isAll ? undefined : all });
    answers.send({ type: 'board.open.ok', id, piece: pieceOf(all, 0), totalBytes: all.length });
  } catch (cause) {
    answers.fail('opening a Whiteboard', cause, id);
  }
}

/** Piece by piece: a whole board at once would be more than may wait for a slow Client. */
function sendMore(
  { boards }: BoardScene,
  avatar: Avatar,
  { id, objectId, from }: ClientMessageOf<'board.more'>,
  answers: Answers,
): void {
  const viewer = boards.get(objectId)?.viewerOf(avatar);
  const all = viewer?.unread;
  if (viewer === undefined || all === undefined) return answers.refuse('board_unknown', id);
  if (from + wireLimits.boardPieceBytes >= all.length) viewer.unread = undefined;
  answers.send({ type: 'board.more.ok', id, piece: pieceOf(all, from), totalBytes: all.length });
}

function update(
  { boards, world: { framing } }: BoardScene,
  avatar: Avatar,
  { objectId, update: text }: ClientMessageOf<'board.update'>,
  answers: Answers,
  nowMs: number,
): void {
  const board = boards.get(objectId);
  // Left a moment ago, and not heard of it yet.
  if (board?.viewerOf(avatar) === undefined) return;
  boards.apply(board, avatar, fromBase64(text), nowMs, (outcome, effect) => {
    if (effect !== undefined) {
      board.tellOthers(avatar, { type: 'board.update', objectId, update: toBase64(effect) }, framing);
    }
    if (outcome === 'taken' || board.viewerOf(avatar) === undefined) return;
    boards.close(avatar, board);
    answers.send({ type: 'board.reset', objectId, reason: outcome });
  });
}

function point(
  { boards, world: { framing } }: BoardScene,
  avatar: Avatar,
  { objectId, point: at }: ClientMessageOf<'board.cursor'>,
): void {
  const board = boards.get(objectId);
  if (board?.viewerOf(avatar) === undefined) return;
  const { personId } = avatar.person;
  board.tellOthers(avatar, { type: 'board.cursor', objectId, personId, point: at }, framing);
}

/** What was drawn and is not taken has to be known: the board would fall apart. */
export function tellOfUntaken(message: ClientMessage, recipient: Pick<Recipient, 'send'>): void {
  if (message.type !== 'board.update') return;
  recipient.send({ type: 'board.reset', objectId: message.objectId, reason: 'too-fast' });
}

function pieceOf(all: Uint8Array, from: number): string {
  return toBase64(all.subarray(from, from + wireLimits.boardPieceBytes));
}
