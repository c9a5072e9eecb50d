import { someoneOf } from '../presence/avatar.ts';
import type { Avatar } from '../presence/avatar.ts';

interface Call {
  readonly callId: string;
  readonly fromId: string;
  readonly toId: string;
  readonly untilMs: number;
}

export interface CallSurroundings {
  readonly people: ReadonlyMap<string, Avatar>;
  readonly newId: () => string;
  /** How long a call can be answered, in ms. */
  readonly callMs: number;
}

/** People asking others to come to them. */
export class Calls {
  readonly #around: CallSurroundings;
  readonly #byId = new Map<string, Call>();

  constructor(around: CallSurroundings) {
    this.#around = around;
  }

  /** Somebody calls another person; the earlier call between the two is over. @returns the id of the call */
  call(from: Avatar, to: Avatar, nowMs: number): string {
    const { newId, callMs } = this.#around;
    const callId = newId();
    const fromId = from.person.personId;
    const toId = to.person.personId;
    for (const call of [...this.#byId.values()]) {
      if (call.fromId === fromId && call.toId === toId) this.#end(call, 'unanswered');
    }
    this.#byId.set(callId, { callId, fromId, toId, untilMs: nowMs + callMs });
    ask(callId, from, to);
    return callId;
  }

  /** @returns whether there was such a call to this person */
  answer(to: Avatar, callId: string, isAccepted: boolean): boolean {
    const call = this.#byId.get(callId);
    if (call?.toId !== to.person.personId) return false;
    this.#byId.delete(callId);
    const status = isAccepted ? 'accepted' : 'declined';
    this.#around.people.get(call.fromId)?.recipient.send({ type: 'call.answered', callId, status });
    return true;
  }

  /** Somebody has come back, or is here in another tab: what they have yet to answer is asked again. */
  resumed(to: Avatar): void {
    for (const call of this.#byId.values()) {
      const from = this.#around.people.get(call.fromId);
      if (call.toId === to.person.personId && from !== undefined) ask(call.callId, from, to);
    }
  }

  /** Somebody has left the World: who called them, or was called by them, hears that it is over. */
  leftWorld({ person: { personId } }: Avatar): void {
    for (const call of [...this.#byId.values()]) {
      if (call.fromId === personId || call.toId === personId) this.#end(call, 'unanswered');
    }
  }

  advance(nowMs: number): void {
    for (const call of [...this.#byId.values()]) if (nowMs >= call.untilMs) this.#end(call, 'unanswered');
  }

  #end({ callId, fromId, toId }: Call, status: 'unanswered'): void {
    this.#byId.delete(callId);
    const { people } = this.#around;
    people.get(fromId)?.recipient.send({ type: 'call.answered', callId, status });
    const to = people.get(toId);
    if (to?.blocked.has(fromId) === false) to.recipient.send({ type: 'call.over', callId });
  }
}

/** A blocked person's call rings nowhere, and they do not learn it. */
function ask(callId: string, { person, look, zoneId }: Avatar, to: Avatar): void {
  if (to.blocked.has(person.personId)) return;
  to.recipient.send({ type: 'call.asked', callId, from: { ...someoneOf(person), look }, zoneId });
}
