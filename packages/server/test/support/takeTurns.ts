import { until } from './until.ts';

/** Everybody does something, again and again, at the pace of people. @param turnMs time between two turns, in ms */
export async function takeTurns(
  people: readonly { turn(): void }[],
  turns: number,
  turnMs: number,
): Promise<void> {
  let turn = 0;
  const pace = setInterval(() => {
    turn++;
    for (const person of people) person.turn();
  }, turnMs);
  try {
    await until(() => turn >= turns, 'the last turn', 60_000);
  } finally {
    clearInterval(pace);
  }
}
