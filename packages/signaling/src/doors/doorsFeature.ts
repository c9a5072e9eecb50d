import type { Door, SpaceChange } from '@atrium/world';
import type { DoorLocks } from '../ports/doorLocks.ts';
import type { Person } from '../ports/identity.ts';
import type { ModerationFact } from '../ports/moderationRecords.ts';
import type { Avatar } from '../presence/avatar.ts';
import type { ZonePresence } from '../presence/zonePresence.ts';
import { Interval } from '../timing/interval.ts';
import type { Answers } from '../worlds/answers.ts';
import type { LiveWorld } from '../worlds/liveWorld.ts';
import type { DoorAnswer, Settling, WorldFeature } from '../worlds/worldFeature.ts';
import { answerDoors } from './answerDoors.ts';
import type { DoorMessage } from './answerDoors.ts';
import { Knocks } from './knocks.ts';
import { WorldDoors } from './worldDoors.ts';

/** Doors: locked, held, and knocked at. */
export class DoorsFeature implements WorldFeature {
  readonly name = 'doors';
  readonly doors: WorldDoors;
  readonly knocks: Knocks;
  readonly #world: LiveWorld;
  readonly #locks: DoorLocks;
  readonly #record: (fact: ModerationFact) => void;
  readonly #review: Interval;

  /** @param record writes down that an Admin has locked or unlocked a Door */
  constructor(world: LiveWorld, locks: DoorLocks, record: (fact: ModerationFact) => void) {
    this.#world = world;
    this.#locks = locks;
    this.#record = record;
    const { limits, people, ids } = world;
    this.doors = new WorldDoors(world);
    this.knocks = new Knocks({
      people,
      doors: this.doors,
      limits,
      newId: () => ids.newId(),
      zone: (zoneId) => world.zone(zoneId),
      zoneOf: (avatar) => world.zoneOf(avatar),
      gatheringIdOf: (gathered) => world.gatheringIdOf(gathered),
    });
    this.#review = new Interval(limits.doorStatesMs);
  }

  answer(avatar: Avatar, message: DoorMessage, answers: Answers, nowMs: number): void {
    const { doors, knocks } = this;
    const keepLocks = () => this.#locks.save(this.#world.tenure, doors.locked);
    const scene = { world: this.#world, doors, knocks, keepLocks, record: this.#record };
    answerDoors(scene, avatar, message, answers, nowMs);
  }

  /** People appear in no Zone whose every Door an Admin has locked, even where it has a SpawnPoint. */
  refusesSpawn({ role }: Person, zone: ZonePresence): boolean {
    const doors = this.#world.doorsTo(zone);
    return role !== 'Admin' && doors.length > 0 && doors.every(({ id }) => this.doors.state(id).locked);
  }

  doorFor(person: Person, door: Door, nowMs: number, peopleInside?: number): DoorAnswer {
    if (this.doors.admits(door, person.role, peopleInside)) return 'open';
    return this.doors.isClosedTo(person, door, nowMs) ? 'closed' : 'by-leave';
  }

  greet(avatar: Avatar, nowMs: number): void {
    const states = this.doors.all();
    if (states !== undefined) avatar.recipient.send(states);
    this.doors.tellPasses(avatar, nowMs);
    this.knocks.resumed(avatar);
    this.knocks.arrived(avatar);
  }

  moved(avatar: Avatar): void {
    this.knocks.moved(avatar);
  }

  leftZone(avatar: Avatar, _from: ZonePresence, to: ZonePresence | undefined): void {
    this.knocks.leftZone(avatar, to);
  }

  emptied(zone: ZonePresence): void {
    this.doors.emptied(zone);
    this.knocks.emptied(zone);
  }

  changedZone(avatar: Avatar, from: ZonePresence, to: ZonePresence, nowMs: number): void {
    this.doors.zoneChanged(avatar, from, to, (left) => this.#world.gatheringIdOf(left), nowMs);
    this.knocks.arrived(avatar);
  }

  left(avatar: Avatar, keptUntilMs: number | undefined): void {
    this.knocks.leftWorld(avatar, keptUntilMs);
  }

  blocksChanged(avatar: Avatar): void {
    this.knocks.blocksChanged(avatar);
  }

  worldChanged(change: SpaceChange): void {
    this.doors.worldChanged(change);
    this.knocks.worldChanged(change);
  }

  settled(avatar: Avatar, { from, to }: Settling, nowMs: number): void {
    if (from !== to) this.doors.settled(avatar, from, to);
    const states = this.doors.all();
    if (avatar.recipient.listening) {
      if (states !== undefined) avatar.recipient.send(states);
      this.doors.tellPasses(avatar, nowMs);
    }
    if (from !== to) this.knocks.arrived(avatar);
  }

  async restore(): Promise<void> {
    // Those of Doors that only other versions have are kept as well: a version that brings one back does not unlock it.
    this.doors.replaceLocked(await this.#locks.load(this.#world.worldId));
  }

  advance(nowMs: number): void {
    if (!this.#review.take(nowMs)) return;
    const news = this.doors.news(nowMs);
    if (news !== undefined) this.#world.tell(news);
    this.knocks.advance(nowMs);
  }
}
