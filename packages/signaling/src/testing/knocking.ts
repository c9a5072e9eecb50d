import { expect } from 'vitest';
import type { DoorAccess } from '@atrium/world';
import type { FakeClient } from './fakeClient.ts';
import { Office } from './office.ts';
import { deeperInside, doorPlan } from './plans.ts';
import { enterRoom, goIn, walkToDoor } from './visit.ts';

/** To be knocked at; an empty room opens for Members. */
export const knockRoom: DoorAccess = { type: 'knock', allowedRoles: ['Member'] };

export const knock = (client: FakeClient, doorId = 'door-1') => client.ask({ type: 'knock', doorId });
export const answer = (client: FakeClient, allow: boolean, knockId = client.last('knock.asked')?.knockId) =>
  client.ask({ type: 'knock.answer', knockId, allow });
/** What has become of somebody's own knocks. */
export const statuses = (client: FakeClient) => client.of('knock.state').map(({ status }) => status);
/** What somebody inside was told of knocks that are over. */
export const overs = (client: FakeClient) =>
  client.of('knock.over').map(({ status, by }) => [status, by?.name ?? null]);
export const ticketOf = (client: FakeClient) => ({ ticket: client.ticket ?? '' });

/** Ana and Ben in the room, and Gus, a Guest, before its Door. */
export async function atTheDoor(access: DoorAccess = knockRoom) {
  const office = new Office(doorPlan({ type: 'open' }));
  const [ana, ben] = [await enterRoom(office, 'Ana'), await enterRoom(office, 'Ben')];
  await office.walk(ben, ...deeperInside);
  await office.pass(3_000);
  office.worlds.worlds.set('office', doorPlan(access));
  office.restart();
  const inside = [
    await office.enter('Ana', ticketOf(ana)),
    await office.enter('Ben', ticketOf(ben)),
  ] as const;
  expect(inside.map(({ zoneId }) => zoneId)).toEqual(['r', 'r']);
  const gus = await office.enter('Gus:Guest');
  await walkToDoor(office, gus);
  return { office, ana: inside[0], ben: inside[1], gus };
}

/** The same, and Gus has knocked. */
export async function knocking() {
  const people = await atTheDoor();
  expect(await knock(people.gus)).toMatchObject({ type: 'knock.ok', outcome: 'waiting' });
  return people;
}

/** Somebody who comes in, knocks, and is let in by one inside. */
export async function letIn(office: Office, inside: FakeClient, who: string): Promise<FakeClient> {
  const client = await office.enter(who);
  await walkToDoor(office, client);
  await knock(client);
  await answer(inside, true);
  if (!(await goIn(office, client))) throw new Error(`The Door does not let ${who} in.`);
  return client;
}

/** Time passes, and nobody takes anybody for gone. */
export async function wait(office: Office, ms: number, clients: readonly FakeClient[]): Promise<void> {
  for (let passed = 0; passed < ms; passed += 5_000) {
    for (const client of clients) client.request('ping');
    await office.pass(Math.min(5_000, ms - passed));
  }
}
