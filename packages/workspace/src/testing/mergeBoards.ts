import { BoardHost } from '@atrium/signaling';

/** Joins two states of a Whiteboard in the process of the test. */
export async function mergeBoards(one: Uint8Array, other: Uint8Array): Promise<Uint8Array> {
  const answer = new BoardHost().answer({ kind: 'merge', states: [one, other] });
  if (answer.kind !== 'encoded') throw new Error('Two states of a Whiteboard cannot be joined.');
  return answer.state;
}
