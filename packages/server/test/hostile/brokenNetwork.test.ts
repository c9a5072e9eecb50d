import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorldSpace } from '@atrium/world';
import { inLongRuns, seedsUpTo } from '@atrium/world/testing';
import { expectNothingRemains } from '../support/nothingRemains.ts';
import { RawWalker } from '../support/rawWalker.ts';
import { createSeededRandom } from '../support/seededRandom.ts';
import { SessionWalker } from '../support/sessionWalker.ts';
import { takeTurns } from '../support/takeTurns.ts';
import { startTestServer } from '../support/testServer.ts';
import type { TestServer } from '../support/testServer.ts';
import { until } from '../support/until.ts';
import { yard } from '../support/yard.ts';

/** A seed that once failed stays in the list. */
const seeds = [21, 22, ...inLongRuns(seedsUpTo(18), [])];
const people = 12;
const turns = inLongRuns(100, 30);
const turnMs = 70;
const space = createWorldSpace(yard);
let server: TestServer;

beforeEach(async () => {
  server = await startTestServer({ limits: { detachedMs: 300, gateIdleMs: 300, gateHeldMs: 600 } });
});

afterEach(async () => {
  await expectNothingRemains(server);
  await server.remove();
});

test.each(seeds)(
  'real Clients on a network that breaks agree in the end with the server (seed %i)',
  async (seed) => {
    const random = createSeededRandom(seed);
    const walkers = await Promise.all(
      Array.from({ length: people }, () => SessionWalker.start(server, space, random)),
    );
    await untilAllAreIn(walkers);
    await takeTurns(walkers, turns, turnMs);
    for (const { session } of walkers) session.walk(undefined);
    await untilAllAreIn(walkers);
    await until(
      () => disagreements(walkers).length === 0,
      () => `agreement; what differs: ${disagreements(walkers).slice(0, 5).join('; ')}`,
    );
    expect(walkers.reduce((sum, { cuts }) => sum + cuts, 0)).toBeGreaterThan(0);
    expect(server.atrium.stats().people).toBe(people);
    const audits: RawWalker[] = [];
    for (const walker of walkers) audits.push(await expectServerAgrees(walker));
    await Promise.all(audits.map((audit) => audit.leave()));
  },
);

function untilAllAreIn(walkers: readonly SessionWalker[]): Promise<void> {
  return until(
    () => walkers.every(({ session }) => session.state.kind === 'online' && session.self.personId !== ''),
    () => `everybody in; they are ${walkers.map(({ session }) => session.state.kind).join(', ')}`,
    30_000,
  );
}

/** Who shows somebody who is not there, or not where they say they are. */
function disagreements(walkers: readonly SessionWalker[]): string[] {
  const nowMs = performance.now();
  return walkers.flatMap(({ session }) => {
    session.advance(nowMs);
    const shown = new Map(
      session.avatars(nowMs).map((view) => [view.key, `${view.x} ${view.y} ${view.state}`]),
    );
    const there = walkers.filter((other) => other.session.self.zoneId === session.self.zoneId);
    const expected = new Map(
      there.map(({ session: { self } }) => [
        self.personId,
        `${self.place.x} ${self.place.y} ${self.place.state}`,
      ]),
    );
    return [...new Set([...shown.keys(), ...expected.keys()])]
      .filter((personId) => shown.get(personId) !== expected.get(personId))
      .map((personId) => {
        const both = `${shown.get(personId) ?? 'nowhere'}, not ${expected.get(personId) ?? 'nowhere'}`;
        return `${session.self.personId} shows ${personId} at ${both}`;
      });
  });
}

/** A second tab is told where its person is and who is there: what the server holds to be so. */
async function expectServerAgrees({ session }: SessionWalker): Promise<RawWalker> {
  const { personId, place, zoneId } = session.self;
  const peers = session.peers.map((peer) => peer.personId).sort();
  const audit = await RawWalker.enter(server, { personId });
  expect(audit.place).toEqual(place);
  expect(audit.zoneId).toBe(zoneId);
  expect([...audit.peers.values()].map((peer) => peer.personId).sort()).toEqual(peers);
  return audit;
}
