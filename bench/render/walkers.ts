import { WebSocket } from 'ws';
import * as z from 'zod';
import { openWebSocket, systemTimers, WorldSession } from '@atrium/client/core';
import {
  avatarChoices,
  guestReplySchema,
  signalPath,
  worldListSchema,
  type AvatarLook,
} from '@atrium/protocol';
import { createWorldSpace, distance, parseWorld, type Position, type WorldSpace } from '@atrium/world';

// A process of people with the real Client's core, who walk about near one SpawnPoint.

const setup = z
  .object({
    url: z.string(),
    worldId: z.string(),
    spawnPointId: z.string(),
    people: z.number(),
    /** How far from the SpawnPoint they walk, in tiles. */
    radiusTiles: z.number(),
  })
  .parse(JSON.parse(process.env['BENCH_WALKERS'] ?? ''));
const requestSchema = z.object({ id: z.number(), ask: z.enum(['come', 'walking']) });
const turnMs = 200;

const sessions: WorldSession[] = [];

async function come(): Promise<void> {
  const space = await fetchSpace();
  const places = placesToWalkTo(space);
  for (let person = 0; person < setup.people; person++) sessions.push(await enter(space, person));
  let turn = 0;
  setInterval(() => {
    for (const session of sessions) {
      if (session.self.place.state === 'walking') continue;
      // Steps of 7 through the list: deterministic, and neighbours in it are neighbours in the World.
      const place = places[(turn++ * 7) % places.length];
      if (place !== undefined) session.walkTo(place);
    }
  }, turnMs);
}

async function fetchSpace(): Promise<WorldSpace> {
  const list = worldListSchema.parse(await (await fetch(`${setup.url}/api/v1/worlds`)).json());
  const file = list.worlds.find(({ worldId }) => worldId === setup.worldId)?.file;
  const response = await fetch(`${setup.url}${file}`);
  const parsed = parseWorld(new Uint8Array(await response.arrayBuffer()));
  if (!parsed.ok) throw new Error('The server has sent a World that is not valid.');
  return createWorldSpace(parsed.world);
}

/** Free tiles near the SpawnPoint, in its own Zone: those who leave it are out of sight of those who stay. */
function placesToWalkTo(space: WorldSpace): Position[] {
  const tile = space.world.spawnPoints.find(({ id }) => id === setup.spawnPointId)?.position;
  if (tile === undefined) throw new Error(`There is no SpawnPoint ${setup.spawnPointId}.`);
  const centre = { x: tile.x + 0.5, y: tile.y + 0.5 };
  const zoneId = space.zones.at(centre).id;
  const places: Position[] = [];
  for (let tileY = 0; tileY < space.world.map.height; tileY++) {
    for (let tileX = 0; tileX < space.world.map.width; tileX++) {
      const place = { x: tileX + 0.5, y: tileY + 0.5 };
      const isNear = distance(place, centre) <= setup.radiusTiles;
      const isFree = !space.collision.isSolid(tileX, tileY) && space.gateAt(place) === undefined;
      if (isNear && isFree && space.zones.at(place).id === zoneId) places.push(place);
    }
  }
  return places;
}

async function enter(space: WorldSpace, person: number): Promise<WorldSession> {
  const response = await fetch(`${setup.url}/api/v1/guests`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: `Walker ${person + 1}` }),
  });
  const { token } = guestReplySchema.parse(await response.json());
  const { spawnPointId } = setup;
  const session = new WorldSession({
    space,
    hello: () => ({ token, look: lookOf(person), spawnPointId }),
    openSocket: openWebSocket(`${setup.url.replace('http', 'ws')}${signalPath(setup.worldId)}`, WebSocket),
    timers: systemTimers,
    ticketStore: { load: () => undefined, save: () => undefined },
  });
  const online = new Promise<void>((resolve) => {
    session.on('state', ({ kind }) => {
      if (kind === 'online') resolve();
    });
  });
  session.start();
  await online;
  return session;
}

/** Everybody looks different, so that nothing is drawn once for all. */
function lookOf(person: number): AvatarLook {
  const pick = <Choice>(choices: readonly [Choice, ...Choice[]]): Choice =>
    choices[person % choices.length] ?? choices[0];
  return {
    skin: pick(avatarChoices.skin),
    hairStyle: pick(avatarChoices.hairStyle),
    hairColour: pick(avatarChoices.hairColour),
    clothing: pick(avatarChoices.clothing),
    clothingColour: pick(avatarChoices.clothingColour),
    trousersColour: pick(avatarChoices.trousersColour),
    accessory: pick(avatarChoices.accessory),
  };
}

async function answer(question: 'come' | 'walking'): Promise<unknown> {
  if (question === 'come') return come();
  return sessions.filter((session) => session.self.place.state === 'walking').length;
}

process.on('message', (message) => {
  const { id, ask } = requestSchema.parse(message);
  answer(ask).then(
    (result) => process.send?.({ id, result }),
    (error: unknown) => process.send?.({ id, problem: String(error) }),
  );
});
process.on('disconnect', () => process.exit());
