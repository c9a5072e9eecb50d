import type { Gate } from '@atrium/world';
import { sweepCircle, sweepRadiusTiles } from '@atrium/world';
import type { Avatar } from '../presence/avatar.ts';
import type { LiveWorld } from '../worlds/liveWorld.ts';
import type { FakeClient } from './fakeClient.ts';

/** What an onlooker knows of somebody in a Door or passage, or out of it since a moment ago. */
interface Stay {
  readonly gate: Gate;
  readonly enteredAtMs: number;
  movedAtMs: number;
  leftAtMs: number | undefined;
  x: number;
  y: number;
  hasLapsed: boolean;
}

/** Watches a World from outside, and throws as soon as something is there that must not be. */
export class WorldInvariants {
  readonly #stays = new Map<Avatar, Stay>();

  check(world: LiveWorld, nowMs: number): void {
    checkZones(world);
    checkPlaces(world);
    this.#checkGates(world, nowMs);
  }

  /** Nobody but one is in a gate who has not been there for too long. */
  #checkGates(world: LiveWorld, nowMs: number): void {
    const holders = new Map<string, Avatar>();
    for (const avatar of this.#stays.keys()) {
      if (world.people.get(avatar.person.personId) !== avatar) this.#stays.delete(avatar);
    }
    for (const avatar of world.people.values()) {
      const stay = this.#observe(avatar, world.space.gateAt(avatar.position), nowMs);
      if (stay === undefined || stay.hasLapsed) continue;
      const other = holders.get(stay.gate.id);
      if (other !== undefined)
        fail(`${avatar.person.name} and ${other.person.name} are both in ${stay.gate.id}`);
      holders.set(stay.gate.id, avatar);
    }
  }

  #observe(avatar: Avatar, gate: Gate | undefined, nowMs: number): Stay | undefined {
    const { x, y } = avatar;
    let stay = this.#stays.get(avatar);
    if (gate === undefined) {
      if (stay !== undefined) stay.leftAtMs ??= nowMs;
      return undefined;
    }
    if (stay?.gate.id !== gate.id || nowMs - (stay.leftAtMs ?? nowMs) >= 3_000) {
      stay = { gate, enteredAtMs: nowMs, movedAtMs: nowMs, leftAtMs: undefined, x, y, hasLapsed: false };
      this.#stays.set(avatar, stay);
    }
    if (stay.leftAtMs !== undefined) {
      stay.leftAtMs = undefined;
      stay.movedAtMs = nowMs;
      stay.hasLapsed = false;
    }
    stay.hasLapsed ||= nowMs - stay.movedAtMs >= 3_000 || nowMs - stay.enteredAtMs >= 6_000;
    if (stay.x !== x || stay.y !== y) stay.movedAtMs = nowMs;
    stay.x = x;
    stay.y = y;
    return stay;
  }
}

function checkZones(world: LiveWorld): void {
  let members = 0;
  for (const zone of world.zones) {
    members += zone.members.length;
    for (const [number, avatar] of zone.members.entries()) {
      if (avatar.zoneId !== zone.info.id || avatar.memberNumber !== number)
        fail('an Avatar is in the wrong list');
      if (world.people.get(avatar.person.personId) !== avatar)
        fail('somebody is in a Zone and not in the World');
    }
    const within = world.zones.filter((other) => other.chain.includes(zone));
    const people = within.reduce((sum, other) => sum + other.members.length, 0);
    if (zone.peopleWithin !== people)
      fail(`${zone.info.id} counts ${zone.peopleWithin} people and has ${people}`);
    if (people > zone.maxPeople) fail(`${zone.info.id} holds more than ${zone.maxPeople}`);
  }
  if (members !== world.people.size) fail('somebody is in the World and in no Zone');
}

function checkPlaces(world: LiveWorld): void {
  const networkIds = new Set<number>();
  const seats = new Set<string>();
  for (const avatar of world.people.values()) {
    if (networkIds.has(avatar.networkId)) fail(`networkId ${avatar.networkId} is taken twice`);
    networkIds.add(avatar.networkId);
    const seat = avatar.state === 'sitting' ? world.space.seatAt(avatar.position) : undefined;
    if (avatar.state === 'sitting') {
      if (seat === undefined || seats.has(seat.id)) fail(`${avatar.person.name} sits where they cannot`);
      seats.add(seat.id);
    }
    const { collision } = world.space;
    if (
      sweepCircle(collision, avatar.position, avatar.position, sweepRadiusTiles, seat?.position) !== undefined
    ) {
      fail(`${avatar.person.name} stands in a wall at ${avatar.x}, ${avatar.y}, ${avatar.state}`);
    }
  }
}

/** Whether a Client that has been told everything believes what is. */
export function checkBelief(client: FakeClient, world: LiveWorld): void {
  const hello = client.last('hello.ok');
  const self = hello && world.people.get(hello.personId);
  if (self === undefined) return fail('a Client is connected whose Avatar is gone');
  const zone = world.zoneOf(self);
  const truth = {
    zoneId: zone.info.id,
    place: { x: self.x, y: self.y, facing: self.facing, state: self.state },
    peers: placesOf(zone.members.filter((member) => member !== self)),
    counts: world.zones.map(({ info, members }) => [info.id, members.length]),
  };
  const belief = {
    zoneId: client.zoneId,
    place: client.place,
    peers: [...client.peers.values()]
      .map(
        ({ networkId, name, place }) =>
          `${networkId} ${name} ${place.x} ${place.y} ${place.facing} ${place.state}`,
      )
      .sort(),
    counts: world.zones.map(({ info }) => [info.id, client.counts.get(info.id)]),
  };
  if (JSON.stringify(belief) !== JSON.stringify(truth)) {
    fail(`a Client believes ${JSON.stringify(belief)}\nbut the truth is ${JSON.stringify(truth)}`);
  }
}

function placesOf(avatars: readonly Avatar[]): string[] {
  return avatars
    .map(
      ({ networkId, person, x, y, facing, state }) =>
        `${networkId} ${person.name} ${x} ${y} ${facing} ${state}`,
    )
    .sort();
}

function fail(what: string): never {
  throw new Error(`Broken: ${what}.`);
}
