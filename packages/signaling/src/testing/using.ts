import { expect } from 'vitest';
import { worldFromPlan } from '@atrium/world/testing';
import type { FakeClient } from './fakeClient.ts';
import { Office } from './office.ts';

export const interact = (client: FakeClient, objectId: string) => client.ask({ type: 'interact', objectId });
export const end = (client: FakeClient, objectId: string) => client.ask({ type: 'interact.end', objectId });
export const states = (client: FakeClient) => client.of('object.states').map(({ objects }) => objects);

/** A nook with a Chair, so small that everybody comes in beside it. */
export const nook = () => worldFromPlan(['####', '#@C#', '####']);
export const chair = { id: 'chair-2-1', x: 2.5, y: 1.5 };

/** A PhoneBooth for one on open floor, with a MeetingRoom `a` right beside it. */
export const boothPlan = () =>
  worldFromPlan(['##########', '#....aaaa#', '#.@.Baaaa#', '#....aaaa#', '##########'], {
    zones: { a: { type: 'MeetingRoom' } },
    objects: { B: { type: 'PhoneBooth', occupancy: 'single', interaction: { action: 'use' } } },
  });
export const booth = 'phone-booth-4-2';

/** Somebody beside the Chair of the Computer in `officeWorld`. */
export async function besideDesk(office: Office, who: string): Promise<FakeClient> {
  const client = await office.enter(who, { spawnPointId: 'spawn-2' });
  await office.walk(client, 3.5, 8.5);
  return client;
}

/** Somebody who sits at the Computer in `officeWorld`. */
export async function atDesk(office: Office, who: string): Promise<FakeClient> {
  const client = await besideDesk(office, who);
  client.move(2.5, 8.5, { state: 'sitting', facing: 'NE' });
  return client;
}

/** Somebody who uses the booth of `boothPlan`, and somebody who stands by. */
export async function inBooth() {
  const office = new Office(boothPlan());
  const [ana, ben] = [await office.enter('Ana'), await office.enter('Ben')];
  await office.walk(ana, 3.5, 1.5);
  expect(await interact(ana, booth)).toMatchObject({ granted: true });
  return { office, ana, ben };
}
