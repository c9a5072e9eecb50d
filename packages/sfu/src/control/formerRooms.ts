import type { SfuMember, SfuRoom, SfuZone } from '@atrium/signaling';

/** A room, and who is in it. */
export interface HeldRoom {
  readonly zone: SfuZone;
  readonly room: SfuRoom;
  /** By personId. */
  readonly people: Map<string, SfuMember>;
}

/** How long a room goes on forwarding without a server, in ms: a server that is replaced is back sooner. */
export const forwardingMs = 30_000;
/** How long people keep what they have in the Zone that they are in, once their new server knows them, in ms. */
const overlapMs = 5_000;

/**
 * Rooms whose server is gone. They go on as they were for a while, so that people hear each other while the server is
 * replaced. What a server says of a person ends whatever they have elsewhere in that World: a restart opens no ear.
 */
export class FormerRooms {
  readonly #rooms = new Map<HeldRoom, NodeJS.Timeout>();
  /** Members that are about to end, since their person has been placed in the same Zone. */
  readonly #ending = new Map<SfuMember, NodeJS.Timeout>();

  keep(held: HeldRoom): void {
    this.#rooms.set(
      held,
      setTimeout(() => this.forget(held), forwardingMs),
    );
  }

  /** The room is lost, or its time is up. */
  forget(held: HeldRoom): void {
    clearTimeout(this.#rooms.get(held));
    this.#rooms.delete(held);
    for (const personId of [...held.people.keys()]) this.#end(held, personId);
    held.room.close();
  }

  /** @param zoneId `undefined`: they have left the World */
  placed(worldId: string, personId: string, zoneId: string | undefined): void {
    for (const held of this.#of(worldId, personId)) {
      if (held.zone.zoneId === zoneId) this.#endSoon(held, personId);
      else this.#end(held, personId);
    }
  }

  /** They are to be heard less, or to hear less, than they may have been before: at once. */
  restrict(worldId: string, personId: string): void {
    for (const held of this.#of(worldId, personId)) this.#end(held, personId);
  }

  close(): void {
    for (const held of [...this.#rooms.keys()]) this.forget(held);
  }

  #of(worldId: string, personId: string): readonly HeldRoom[] {
    return [...this.#rooms.keys()].filter(
      (held) => held.zone.worldId === worldId && held.people.has(personId),
    );
  }

  /** Their Client takes a moment to be connected anew. */
  #endSoon(held: HeldRoom, personId: string): void {
    const member = held.people.get(personId);
    if (member === undefined || this.#ending.has(member)) return;
    this.#ending.set(
      member,
      setTimeout(() => this.#end(held, personId), overlapMs),
    );
  }

  #end(held: HeldRoom, personId: string): void {
    const member = held.people.get(personId);
    if (member === undefined) return;
    clearTimeout(this.#ending.get(member));
    this.#ending.delete(member);
    held.people.delete(personId);
    member.leave();
    if (held.people.size === 0 && this.#rooms.has(held)) this.forget(held);
  }
}
