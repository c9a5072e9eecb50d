import type { FakeClient } from './fakeClient.ts';
import type { Office } from './office.ts';
import { beforeDoor, insideRoom } from './plans.ts';

/** Walks to the Door of `doorPlan` from either side of the hall. */
export async function walkToDoor(office: Office, client: FakeClient): Promise<void> {
  await office.walk(client, ...beforeDoor);
}

/** Tries to walk through the Door of `doorPlan`. @returns whether that brought them into the room */
export async function goIn(office: Office, client: FakeClient): Promise<boolean> {
  await walkToDoor(office, client);
  await office.walk(client, ...insideRoom);
  return client.zoneId === 'r';
}

/** Walks out of the room of `doorPlan`, to before its Door. @returns whether they are out */
export async function goOut(office: Office, client: FakeClient): Promise<boolean> {
  // Back into line with the doorway first.
  await office.walk(client, 6.75, 2.5);
  await walkToDoor(office, client);
  return client.zoneId === 'ground';
}

/** Somebody who comes in and walks into the room of `doorPlan`. */
export async function enterRoom(office: Office, who: string): Promise<FakeClient> {
  const client = await office.enter(who);
  if (!(await goIn(office, client))) throw new Error(`The Door does not let ${who} in.`);
  return client;
}

/** How somebody's last MoveIntents were answered: nothing where they were all accepted. */
export function refusalOf(client: FakeClient): string | undefined {
  return client.last('position.correction')?.reason;
}
