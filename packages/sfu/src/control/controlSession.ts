import { SfuRefusal } from '@atrium/signaling';
import type { Sfu, SfuMember } from '@atrium/signaling';
import type { Answer, Ask, AskName, Order, Report } from './controlMessages.ts';
import type { FormerRooms, HeldRoom } from './formerRooms.ts';

/** A member with the room that it is in. */
interface HeldMember {
  readonly held: HeldRoom;
  readonly personId: string;
  readonly member: SfuMember;
}

/** What is told of one member, while it is in its room. */
type MemberOrder = Exclude<Order, Ask | { type: 'close' | 'placed' | 'leave' }>;

/** What has been asked of a room or member that is not there (any more). */
class GoneError extends Error {
  constructor(what: string) {
    super(`There is no such ${what} any more.`);
    this.name = 'GoneError';
  }
}

/** One server that is connected: carries out its orders. What it has opened outlives it for a while. */
export class ControlSession {
  readonly #sfu: Sfu;
  readonly #former: FormerRooms;
  readonly #report: (report: Report) => void;
  readonly #rooms = new Map<number, HeldRoom>();
  readonly #members = new Map<number, HeldMember>();
  #isOver = false;

  constructor(sfu: Sfu, former: FormerRooms, report: (report: Report) => void) {
    this.#sfu = sfu;
    this.#former = former;
    this.#report = report;
  }

  take(order: Order): void {
    if ('id' in order) void this.#answer(order);
    else this.#carryOut(order);
  }

  /** The server is gone. */
  end(): void {
    this.#isOver = true;
    for (const held of this.#rooms.values()) this.#former.keep(held);
    this.#rooms.clear();
    this.#members.clear();
  }

  async #answer(ask: Ask): Promise<void> {
    const { id } = ask;
    try {
      this.#send({ type: 'answer', id, answer: await this.#find(ask) });
    } catch (cause) {
      const message = (cause instanceof Error ? cause.message : String(cause)).slice(0, 1_024);
      this.#send({ type: cause instanceof SfuRefusal ? 'refused' : 'failed', id, message });
    }
  }

  async #find(ask: Ask): Promise<Answer<AskName>> {
    switch (ask.type) {
      case 'open':
        return this.#open(ask);
      case 'join':
        return this.#join(ask);
      case 'connect':
        await this.#member(ask.member).connect(ask.direction, ask.dtlsParameters);
        return {};
      case 'restartIce':
        return { iceParameters: await this.#member(ask.member).restartIce(ask.direction) };
      case 'produce': {
        const { source, generation, rtpParameters, isPaused } = ask;
        const member = this.#member(ask.member);
        return { producerId: await member.produce(source, generation, rtpParameters, isPaused) };
      }
      case 'consume':
        return this.#member(ask.member).consume(ask.personId, ask.source);
    }
  }

  async #open({ room: number, worldId, zoneId }: Extract<Ask, { type: 'open' }>): Promise<Answer<'open'>> {
    const people = new Map<string, SfuMember>();
    const lost = () => {
      if (held === undefined) return;
      this.#forget(number);
      this.#former.forget(held);
      this.#send({ type: 'lost', room: number });
    };
    const speakersChanged = (personIds: readonly string[]) => {
      if (held !== undefined && this.#rooms.get(number) === held)
        this.#send({ type: 'speakers', room: number, personIds: [...personIds] });
    };
    let held: HeldRoom | undefined = undefined as HeldRoom | undefined;
    const room = await this.#sfu.openRoom({ worldId, zoneId }, { lost, speakersChanged });
    held = { zone: { worldId, zoneId }, room, people };
    if (this.#isOver) {
      room.close();
      throw new GoneError('server');
    }
    this.#rooms.set(number, held);
    return { rtpCapabilities: room.rtpCapabilities };
  }

  async #join({ room, member: number, personId }: Extract<Ask, { type: 'join' }>): Promise<Answer<'join'>> {
    const held = this.#rooms.get(room);
    if (held === undefined) throw new GoneError('room');
    const member = await held.room.join(personId);
    if (this.#rooms.get(room) !== held) {
      member.leave();
      throw new GoneError('room');
    }
    held.people.set(personId, member);
    this.#members.set(number, { held, personId, member });
    return { send: member.send, receive: member.receive };
  }

  #carryOut(order: Exclude<Order, Ask>): void {
    switch (order.type) {
      case 'close':
        return this.#close(order.room);
      case 'placed':
        return this.#former.placed(order.worldId, order.personId, order.zoneId ?? undefined);
      case 'leave':
        return this.#leave(order.member);
      case 'capabilities':
      case 'pauseProducer':
      case 'unproduce':
      case 'setConsumer':
      case 'deafTo':
      case 'unconsume':
      case 'withdraw': {
        const known = this.#members.get(order.member);
        // Else it has left, or its room is lost, and the server does not know yet.
        if (known !== undefined) this.#apply(order, known);
      }
    }
  }

  /** A restriction counts for what the person still has from an earlier server, too. */
  #apply(order: MemberOrder, { member, held, personId }: HeldMember): void {
    const restrict = () => this.#former.restrict(held.zone.worldId, personId);
    switch (order.type) {
      case 'capabilities':
        return member.setRtpCapabilities(order.rtpCapabilities);
      case 'pauseProducer':
        if (order.isPaused) restrict();
        return member.setProducerPaused(order.source, order.isPaused);
      case 'unproduce':
        restrict();
        return member.unproduce(order.source, order.generation);
      case 'setConsumer':
        return member.setConsumer(order.consumerId, order.isPaused, order.spatialLayer);
      case 'deafTo':
        if (order.isDeaf) restrict();
        return member.setDeafTo(order.personId, order.isDeaf);
      case 'unconsume':
        restrict();
        return member.unconsume(order.personId);
      case 'withdraw':
        return member.withdraw(order.source);
    }
  }

  #member(number: number): SfuMember {
    const known = this.#members.get(number);
    if (known === undefined) throw new GoneError('member');
    return known.member;
  }

  #leave(number: number): void {
    const known = this.#members.get(number);
    if (known === undefined) return;
    this.#members.delete(number);
    const { held, personId, member } = known;
    if (held.people.get(personId) === member) held.people.delete(personId);
    member.leave();
  }

  #close(number: number): void {
    const held = this.#rooms.get(number);
    this.#forget(number);
    held?.room.close();
  }

  #forget(number: number): void {
    const held = this.#rooms.get(number);
    this.#rooms.delete(number);
    for (const [key, known] of this.#members) if (known.held === held) this.#members.delete(key);
  }

  #send(report: Report): void {
    if (!this.#isOver) this.#report(report);
  }
}
