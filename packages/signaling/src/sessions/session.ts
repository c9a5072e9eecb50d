import type { ClientMessage, CloseReason, ErrorCode, Hello, ServerMessage } from '@atrium/protocol';
import {
  closeCodes,
  errorMessages,
  parseClientMessage,
  peekHello,
  protocolVersion,
  requestIdOf,
  wireLimits,
} from '@atrium/protocol';
import { acceptMovement, correctPosition } from '../movement/applyMoveIntent.ts';
import { validateMoveIntent } from '../movement/validateMoveIntent.ts';
import type { Connection, ConnectionEvents } from '../ports/connection.ts';
import type { SharedFrame } from '../ports/framing.ts';
import type { Avatar, Recipient } from '../presence/avatar.ts';
import { placeOf } from '../presence/avatar.ts';
import { sendSnapshot } from '../movement/changeZone.ts';
import { listPeople } from '../worlds/peopleList.ts';
import type { WheelEntry } from '../timing/timerWheel.ts';
import { enterWorld } from '../movement/enterWorld.ts';
import { leaveWorld } from '../movement/leaveWorld.ts';
import type { LiveWorld } from '../worlds/liveWorld.ts';
import type { SessionMessage } from '../worlds/worldFeature.ts';
import { answersWhile } from './answersWhile.ts';
import { closeReasonOfBusy, closeReasonOfEntry, decideAdmission, type Admission } from './decideAdmission.ts';
import type { SessionContext } from './sessionContext.ts';
import { SessionRates } from './sessionRates.ts';
import type { Present } from './present.ts';
import type { PresentState, SessionState, VerifyingState } from './sessionState.ts';
import { TicketRenewal } from './ticketRenewal.ts';

/** One connection of one Client, from its opening to its end, and for a moment beyond where it was lost. */
export class Session implements ConnectionEvents, Recipient, WheelEntry {
  readonly connection: Connection;
  /** Told to its Client, and in the log: a person can quote it. */
  readonly sessionId: string;
  wheelTick = -1;
  missed: Set<Avatar> | undefined;
  readonly #context: SessionContext;
  readonly #rates: SessionRates;
  readonly #onClosed: (session: Session) => void;
  #state: SessionState;
  #heardAtMs: number;

  /** @param onClosed called once, when the socket is gone */
  constructor(connection: Connection, context: SessionContext, onClosed: (session: Session) => void) {
    this.connection = connection;
    this.sessionId = context.ports.ids.newId();
    this.#context = context;
    this.#rates = new SessionRates(context.limits);
    this.#onClosed = onClosed;
    this.#heardAtMs = context.ports.clock.nowMs();
    this.#state = { kind: 'awaiting-hello' };
    context.wheel.schedule(this, this.#heardAtMs + context.limits.helloTimeoutMs);
  }

  get listening(): boolean {
    return this.#state.kind === 'present';
  }

  // What the connection brings

  message(text: string): void {
    const state = this.#state;
    if (state.kind === 'closed' || state.kind === 'detached') return;
    this.#heardAtMs = this.#context.ports.clock.nowMs();
    if (text.length > wireLimits.messageBytes) return this.evict('messageTooBig');
    if (state.kind === 'present' && !this.#rates.messages.take(this.#heardAtMs))
      return this.#refuseFlood(undefined);

    const parsed = parseClientMessage(text);
    if (parsed.ok) return this.#receive(state, parsed.message);
    const greeting = state.kind === 'awaiting-hello' ? peekHello(text) : undefined;
    if (greeting !== undefined && greeting.protocolVersion !== protocolVersion) {
      return this.#refuse('version_mismatch', 'versionMismatch', greeting.id);
    }
    this.#refuse('bad_message', 'badMessage', parsed.id);
  }

  binary(bytes: Uint8Array): void {
    const state = this.#state;
    switch (state.kind) {
      case 'present':
        return this.#receiveMoveIntent(state, bytes);
      case 'awaiting-hello':
      case 'verifying':
        return this.#refuse('hello_expected', 'notAuthenticated');
      case 'detached':
      case 'closed':
        return;
    }
  }

  closed(): void {
    try {
      this.#context.ports.problems.trace(`its socket is gone while ${this.#state.kind}`, this.sessionId);
      if (this.#state.kind === 'present') this.#detach(this.#state);
      else if (this.#state.kind !== 'detached') this.#become({ kind: 'closed' });
    } finally {
      this.#onClosed(this);
    }
  }

  // What time brings

  onDue(nowMs: number): void {
    try {
      this.#doWhatIsDue(nowMs);
    } catch (cause) {
      this.#context.ports.problems.report('doing what is due in a session', cause, this.sessionId);
      this.fail();
    }
  }

  #doWhatIsDue(nowMs: number): void {
    const state = this.#state;
    switch (state.kind) {
      case 'awaiting-hello':
        return this.#refuse('hello_expected', 'helloTimeout');
      case 'present':
        if (nowMs - this.#heardAtMs >= this.#context.limits.deadAfterMs) return this.#lose(state, 'silent');
        if (nowMs >= state.endsAtMs) return this.#refuse('visit_over', 'visitOver');
        if (nowMs >= state.ticketRenewal.dueAtMs) this.#issueTicket(state, nowMs);
        return this.#scheduleNext(state);
      case 'detached':
        this.#become({ kind: 'closed' });
        return this.#leave(state.world, state.avatar, state.lostAtMs + this.#context.limits.seatKeptMs);
      case 'verifying':
        // The Client comes back, and finds what was read meanwhile.
        return this.#refuse('server_busy', 'internalError');
      case 'closed':
        return;
    }
  }

  // What goes to the Client

  send(message: ServerMessage): void {
    this.#put(() => this.connection.sendText(JSON.stringify(message)));
  }

  sendShared(frame: SharedFrame): void {
    this.#put(() => this.connection.write(frame));
  }

  sendFrame(frame: SharedFrame): void {
    try {
      this.connection.write(frame);
    } catch (cause) {
      this.#breakOff(cause);
    }
  }

  /** Never throws: a socket that is broken is of no concern to those who tell many at once. */
  #put(write: () => void): void {
    try {
      write();
      this.#endIfTooSlow();
    } catch (cause) {
      this.#breakOff(cause);
    }
  }

  #breakOff(cause: unknown): void {
    this.#context.ports.problems.report('writing to a Client', cause, this.sessionId);
    this.connection.terminate();
  }

  supersede(): void {
    const state = this.#state;
    if (state.kind !== 'present' && state.kind !== 'detached') return;
    this.#become({ kind: 'closed' });
    this.#context.liveWorlds.release(state.world);
    this.#close('replaced');
  }

  /** The access of people has ended. Who is on the way in is identified anew, if it concerns them. */
  accessEnded(concerns: (present: Present) => boolean): void {
    if (this.#state.kind === 'verifying') this.#state.ended.push(concerns);
  }

  detach(reason: CloseReason): void {
    if (this.#state.kind === 'present') this.#lose(this.#state, reason);
  }

  /** Sends the last ticket before the server goes, so that it names the place of this moment. */
  async sendLastTicket(): Promise<void> {
    if (this.#state.kind === 'present') await this.#sendTicket(this.#state);
  }

  /** The server is going. @param reconnectAfterMs when to come back, in ms from now */
  endForRestart(reconnectAfterMs: number): void {
    const wasGreeted = this.#state.kind === 'present';
    // Nobody is told that others leave: everyone does, and most come back.
    this.#become({ kind: 'closed' });
    if (wasGreeted) this.send({ type: 'server.closing', reconnectAfterMs });
    this.#close('serverRestarting');
  }

  /** Something went wrong that is not the Client's fault. */
  fail(): void {
    if (this.#state.kind === 'closed') return;
    this.#refuse('internal', 'internalError');
  }

  // Hello

  #receive(state: SessionState, message: ClientMessage): void {
    switch (state.kind) {
      case 'awaiting-hello':
        if (message.type !== 'hello')
          return this.#refuse('hello_expected', 'notAuthenticated', requestIdOf(message));
        return void this.#greet(message);
      case 'verifying':
        if (message.type === 'hello') return this.#refuse('hello_repeated', 'badMessage', message.id);
        return this.#refuse('hello_expected', 'notAuthenticated', requestIdOf(message));
      case 'present':
        return this.#answer(state, message);
      case 'detached':
      case 'closed':
        return;
    }
  }

  async #greet(hello: Hello): Promise<void> {
    const { ports, liveWorlds, worldChanges, limits, wheel } = this.#context;
    const state: VerifyingState = { kind: 'verifying', ended: [] };
    this.#become(state);
    wheel.schedule(this, this.#heardAtMs + limits.verifyTimeoutMs);
    let admission = await decideAdmission(ports, liveWorlds, this.connection, hello);
    // Of many who waited for the same thing, such as a World that was being read, a few enter at a time.
    await new Promise<void>((go) => ports.turns.begin(go));
    // Who has the next version of a World that is about to change waits for it.
    while (this.#state === state && admission.ok) {
      const { world } = admission;
      const isOther = (hello.worldVersion ?? world.version) !== world.version;
      const change = isOther ? worldChanges.underWay(world) : undefined;
      if (change === undefined) break;
      await change;
      if (liveWorlds.get(world.worldId) === world) continue;
      liveWorlds.release(world);
      admission = await decideAdmission(ports, liveWorlds, this.connection, hello);
    }
    // A right that has ended meanwhile is asked for again.
    while (this.#state === state && admission.ok && this.#isConcerned(admission, state.ended.splice(0))) {
      liveWorlds.release(admission.world);
      admission = await decideAdmission(ports, liveWorlds, this.connection, hello);
    }
    if (this.#state !== state) {
      if (admission.ok) liveWorlds.release(admission.world);
      return;
    }
    if (!admission.ok) {
      if (admission.code === 'elsewhere') return this.#sendElsewhere();
      return this.#refuse(admission.code, admission.closeReason, hello.id, admission.message);
    }
    try {
      this.#enter(hello, admission);
    } catch (cause) {
      ports.problems.report('entering a World', cause, this.sessionId);
      this.#abandonEntry(admission);
      this.#refuse('internal', 'internalError', hello.id);
    }
  }

  #isConcerned(
    { person, world }: Extract<Admission, { ok: true }>,
    ended: readonly ((present: Present) => boolean)[],
  ): boolean {
    const { worldId, workspaceId } = world;
    const { remoteAddress: address } = this.connection;
    const present = { worldId, workspaceId, person, zoneName: '', address, isConnected: true };
    return ended.some((concerns) => concerns(present));
  }

  /** Entering went wrong half way: nothing of it is left behind. */
  #abandonEntry({ world, person }: Extract<Admission, { ok: true }>): void {
    if (this.#state.kind !== 'verifying') return; // Being in the World already, they leave it as anybody does.
    const avatar = world.people.get(person.personId);
    if (avatar?.recipient === this) return this.#leave(world, avatar);
    this.#context.liveWorlds.release(world);
  }

  #enter(hello: Hello, admission: Extract<Admission, { ok: true }>): void {
    const { ports, limits, liveWorlds } = this.#context;
    const { person, world, ticket } = admission;
    const nowMs = ports.clock.nowMs();
    const { look, spawnPointId, status = 'available', worldVersion = world.version } = hello;
    if (worldVersion !== world.version) {
      liveWorlds.release(world);
      return this.#refuse('world_outdated', 'worldOutdated', hello.id);
    }
    // People who were here a moment ago come back even under load.
    const isNewcomer = ticket === undefined && !world.people.has(person.personId);
    if (isNewcomer && this.#context.overload.level === 'closed') {
      liveWorlds.release(world);
      return this.#refuse('server_busy', closeReasonOfBusy, hello.id);
    }
    const blocked = new Set(hello.blocked);
    const entrant = { person, look, spawnPointId, ticket, status, blocked, recipient: this };
    const entry = enterWorld(world, entrant, nowMs);
    if (!entry.ok) {
      liveWorlds.release(world);
      return this.#refuse(entry.code, closeReasonOfEntry[entry.code], hello.id);
    }
    const { avatar, resumed } = entry;
    const { sessionId } = this;
    const ticketRenewal = new TicketRenewal(limits, nowMs);
    const endsAtMs = nowMs + (person.staysMs ?? Number.POSITIVE_INFINITY);
    const state: PresentState = { kind: 'present', sessionId, world, avatar, ticketRenewal, endsAtMs };
    this.#heardAtMs = nowMs;
    this.#become(state);
    this.connection.authenticated();
    const outcome = resumed ? 'resumed' : 'entered';
    ports.measures.helloEnded(outcome);
    ports.problems.trace(outcome, sessionId);
    this.send({
      type: 'hello.ok',
      id: hello.id,
      sessionId,
      personId: person.personId,
      name: person.name,
      role: person.role,
      worldName: world.name,
      networkId: avatar.networkId,
      serverTimeMs: nowMs,
      tickMs: limits.presenceTickMs,
      resumed,
      moveEpoch: avatar.moveEpoch,
      place: placeOf(avatar),
      staysMs: person.staysMs,
    });
    sendSnapshot(world, avatar, world.zoneOf(avatar), nowMs);
    this.send(world.counts.all());
    world.hooks.greet(avatar, nowMs);
    this.#context.worldChanges.tellOfComing(avatar, world);
    this.#issueTicket(state, nowMs);
    this.#scheduleNext(state);
  }

  // Requests and MoveIntents

  #answer(state: PresentState, message: ClientMessage): void {
    const nowMs = this.#heardAtMs;
    if (!this.#rates.take(message.type, nowMs)) {
      if (!isSessionMessage(message)) state.world.hooks.untaken(message, this);
      return this.#refuseFlood(requestIdOf(message));
    }
    if (!isSessionMessage(message)) {
      const answers = answersWhile(
        () => this.#state === state,
        (reply) => this.send(reply),
        (code, id) => this.#sendError(code, id),
        (what, cause) => this.#context.ports.problems.report(what, cause, this.sessionId),
      );
      return state.world.features.answer(state.avatar, message, answers, nowMs);
    }
    switch (message.type) {
      case 'world.ready':
        state.avatar.readyFor = message.version;
        return;
      case 'hello':
        if (!this.#rates.refusals.take(nowMs)) return this.evict('flood');
        return this.#sendError('hello_repeated', message.id);
      case 'ping':
        return this.send({ type: 'pong', id: message.id, serverTimeMs: nowMs });
      case 'people.list':
        return this.send({ type: 'people.list.ok', id: message.id, people: listPeople(state.world) });
      case 'leave':
        this.send({ type: 'leave.ok', id: message.id });
        return this.evict('left');
    }
  }

  #receiveMoveIntent(state: PresentState, bytes: Uint8Array): void {
    const { ports, moveIntentReader: intent, totals } = this.#context;
    const nowMs = ports.clock.nowMs();
    this.#heardAtMs = nowMs;
    if (!this.#rates.moveIntents.take(nowMs)) {
      // Dropped without an answer: answers would help a flood along.
      if (!this.#rates.refusals.take(nowMs)) this.evict('flood');
      return;
    }
    if (!intent.read(bytes)) return this.#refuse('bad_message', 'badMessage');
    totals.moveIntents++;
    const { world, avatar } = state;
    const verdict = validateMoveIntent(world, avatar, intent, nowMs);
    switch (verdict.kind) {
      case 'stale':
        return;
      case 'forged':
        return this.#refuse('bad_message', 'badMessage');
      case 'refused':
        totals.positionCorrections++;
        return correctPosition(avatar, intent, verdict);
      case 'accepted':
        acceptMovement(world, avatar, intent, verdict, nowMs);
        if (state.ticketRenewal.moved(intent.state !== 'walking')) this.#scheduleNext(state);
        return;
    }
  }

  // Tickets

  #issueTicket(state: PresentState, nowMs: number): void {
    state.ticketRenewal.issued(nowMs);
    void this.#sendTicket(state);
  }

  async #sendTicket({ sessionId, world, avatar }: PresentState): Promise<void> {
    const { tickets, problems } = this.#context.ports;
    const { personId } = avatar.person;
    try {
      const claims = {
        personId,
        worldId: world.worldId,
        sessionId,
        place: placeOf(avatar),
        zoneId: avatar.zoneId,
        worldVersion: world.version,
        gatherings: world.gatheringsOf(avatar),
      };
      const ticket = await tickets.issue(claims);
      if (this.#state.kind !== 'present') return;
      this.send({ type: 'ticket', ticket, lifetimeMs: wireLimits.ticketLifetimeMs });
    } catch (cause) {
      // Without a ticket a lost connection leads to a SpawnPoint; the session goes on.
      problems.report('issuing a ticket', cause, sessionId);
    }
  }

  // Ends

  /** The Client reconnects at once, and is forwarded to the server that has the World. */
  #sendElsewhere(): void {
    this.#context.ports.measures.helloEnded('elsewhere');
    this.evict('serverRestarting');
  }

  /** Says why, and closes. The person leaves their World. */
  #refuse(code: ErrorCode, reason: CloseReason, id?: number, message?: string): void {
    const { kind } = this.#state;
    if (kind === 'awaiting-hello' || kind === 'verifying') this.#context.ports.measures.helloEnded(code);
    this.#sendError(code, id, message);
    this.evict(reason);
  }

  #refuseFlood(id: number | undefined): void {
    if (!this.#rates.refusals.take(this.#heardAtMs)) return this.evict('flood');
    this.#sendError('rate_limited', id);
  }

  #sendError(code: ErrorCode, id: number | undefined, message: string = errorMessages[code]): void {
    this.send({ type: 'error', id, code, message });
  }

  #endIfTooSlow(): void {
    const state = this.#state;
    const isTooSlow = this.connection.queuedBytes > this.#context.limits.maxQueuedBytes;
    if (state.kind === 'present' && isTooSlow) this.#lose(state, 'slowConsumer');
  }

  /** Ends the connection for good: no place is kept. */
  evict(reason: CloseReason): void {
    const state = this.#state;
    this.#become({ kind: 'closed' });
    this.#close(reason);
    if (state.kind === 'present' || state.kind === 'detached') this.#leave(state.world, state.avatar);
  }

  /** Ends a connection that is of no use any more; its person may come back on another. */
  #lose(state: PresentState, reason: CloseReason): void {
    this.#detach(state);
    this.#close(reason);
  }

  #detach({ world, avatar }: PresentState): void {
    const nowMs = this.#context.ports.clock.nowMs();
    this.#become({ kind: 'detached', world, avatar, lostAtMs: nowMs });
    this.missed = undefined;
    world.hooks.detached(avatar, nowMs);
    this.#context.wheel.schedule(this, nowMs + this.#context.limits.detachedMs);
    if (avatar.state !== 'walking') return;
    // Nobody walks on the spot while they are away.
    avatar.state = 'idle';
    avatar.sampledAtMs = nowMs;
    world.zoneOf(avatar).markChanged(avatar);
  }

  #leave(world: LiveWorld, avatar: Avatar, seatKeptUntilMs?: number): void {
    const { ports, liveWorlds } = this.#context;
    try {
      leaveWorld(world, avatar, ports.clock.nowMs(), seatKeptUntilMs);
    } catch (cause) {
      ports.problems.report('leaving a World', cause);
    }
    liveWorlds.release(world);
  }

  #close(reason: CloseReason): void {
    this.#context.ports.problems.trace(`closed: ${reason}`, this.sessionId);
    try {
      this.connection.close(closeCodes[reason], reason);
    } catch (cause) {
      this.#breakOff(cause);
    }
  }

  #become(state: SessionState): void {
    this.#state = state;
    if (state.kind !== 'present') this.#context.wheel.cancel(this);
  }

  #scheduleNext(state: PresentState): void {
    // Whatever was done before may have ended the connection.
    if (this.#state !== state) return;
    const deadAtMs = this.#heardAtMs + this.#context.limits.deadAfterMs;
    this.#context.wheel.schedule(this, Math.min(deadAtMs, state.ticketRenewal.dueAtMs, state.endsAtMs));
  }
}

function isSessionMessage(message: ClientMessage): message is SessionMessage {
  switch (message.type) {
    case 'hello':
    case 'ping':
    case 'people.list':
    case 'world.ready':
    case 'leave':
      return true;
    default:
      return false;
  }
}
