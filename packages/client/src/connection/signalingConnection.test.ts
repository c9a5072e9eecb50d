import { closeCodes, composeLook } from '@atrium/protocol';
import type { CloseReason } from '@atrium/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { settle, VirtualTime } from '../session/testing/virtualTime.ts';
import { reconnectDelayMs } from './reconnectDelay.ts';
import { SignalingConnection } from './signalingConnection.ts';
import type { ConnectionState } from './signalingConnection.ts';
import type { SocketEvents } from './socketLike.ts';
import { silentLog } from '../log/log.ts';

const look = composeLook(([first]) => first);

class FakeSocket {
  readonly sent: { type: string; id: number; ticket?: string }[] = [];
  isClosed = false;
  readonly events: SocketEvents;

  constructor(events: SocketEvents) {
    this.events = events;
  }

  sendText(text: string): void {
    this.sent.push(JSON.parse(text) as FakeSocket['sent'][number]);
  }

  sendBinary(): void {
    // Not looked at here.
  }

  close(): void {
    this.isClosed = true;
  }

  say(message: object): void {
    this.events.text(JSON.stringify(message));
  }

  accept(): void {
    this.events.opened();
    const id = this.sent.find((message) => message.type === 'hello')?.id;
    this.say({
      type: 'hello.ok',
      id,
      sessionId: 's',
      personId: 'p',
      networkId: 1,
      name: 'Ana',
      worldName: 'Office',
      role: 'Member',
      serverTimeMs: 5,
      tickMs: 66,
      resumed: false,
      moveEpoch: 0,
      place: { x: 1, y: 1, facing: 'S', state: 'idle' },
    });
  }
}

let time: VirtualTime;
let sockets: FakeSocket[];
let states: ConnectionState[];
let problems: string[];
let messages: string[];
let ticket: string | undefined;
let connection: SignalingConnection;

const socket = () => {
  const last = sockets.at(-1);
  if (last === undefined) throw new Error('no socket was opened');
  return last;
};
const kinds = () => states.map((state) => state.kind);

beforeEach(() => {
  time = new VirtualTime();
  sockets = [];
  states = [];
  problems = [];
  messages = [];
  ticket = undefined;
  connection = new SignalingConnection({
    log: silentLog,
    openSocket: (events) => {
      const opened = new FakeSocket(events);
      sockets.push(opened);
      return opened;
    },
    timers: time,
    random: () => 0.5,
    tickets: { load: () => ticket, save: (saved) => (ticket = saved) },
    shownName: ({ name }) => name,
    hello: () => ({ token: 'token', look, status: 'busy', blocked: ['mallory'] }),
    events: {
      stateChanged: (state) => states.push(state),
      message: (message) => messages.push(message.type),
      presence: () => messages.push('presence'),
      unreadable: (problem) => problems.push(problem),
    },
  });
  connection.start();
});

describe('SignalingConnection', () => {
  it('says with each hello all that the person wants the others to know of them', async () => {
    for (let connections = 1; connections <= 2; connections++) {
      socket().accept();
      expect(socket().sent[0]).toMatchObject({ token: 'token', look, status: 'busy', blocked: ['mallory'] });
      socket().events.closed(1006);
      await time.pass(60_000);
    }
  });

  it('goes from connecting over hello to online', () => {
    socket().accept();
    expect(kinds()).toEqual(['connecting', 'hello', 'online']);
    expect(messages).toEqual(['hello.ok']);
  });

  it('retries within 350 ms after a loss, and ever more slowly after failures, up to 10 s', async () => {
    socket().accept();
    await time.pass(5_000);
    socket().events.closed(1006);
    expect(connection.state).toMatchObject({ kind: 'waiting', attempt: 1 });
    await time.pass(350);
    expect(sockets).toHaveLength(2);
    const waits: number[] = [];
    for (let attempt = 0; attempt < 8; attempt++) {
      socket().events.closed(1006);
      const { state } = connection;
      if (state.kind !== 'waiting') throw new Error('it does not wait');
      waits.push(state.nextAttemptAtMs - time.now());
      await time.pass(state.nextAttemptAtMs - time.now());
    }
    expect(waits).toEqual([600, 1100, 2100, 4100, 5100, 5100, 5100, 5100]);
    expect(reconnectDelayMs(50, 0.999)).toBeLessThanOrEqual(10_000);
  });

  it('goes on backing off where connections are lost as soon as they are made', async () => {
    for (let round = 0; round < 3; round++) {
      socket().accept();
      socket().events.closed(1006);
      if (connection.state.kind === 'waiting') await time.pass(connection.state.nextAttemptAtMs - time.now());
    }
    expect(connection.state).toMatchObject({ kind: 'connecting', attempt: 3 });
  });

  it.each<CloseReason>([
    'left',
    'replaced',
    'notAuthenticated',
    'worldUnknown',
    'worldFull',
    'versionMismatch',
    'worldOutdated',
    'badMessage',
  ])('is over for good when the server closes with %s', async (reason) => {
    socket().accept();
    socket().events.closed(closeCodes[reason]);
    expect(connection.state).toEqual({ kind: 'ended', reason });
    connection.wakeUp();
    connection.networkChanged();
    await time.pass(60_000);
    expect(sockets).toHaveLength(1);
    expect(time.pending).toBe(0);
  });

  it('names the error behind a hello that was refused', () => {
    socket().events.opened();
    socket().say({ type: 'error', code: 'spawn_point_unknown', message: '...' });
    socket().events.closed(closeCodes.badMessage);
    expect(connection.state).toEqual({ kind: 'ended', reason: 'spawn_point_unknown', message: '...' });
  });

  it('tries again after a few seconds where the server is busy, and says so until it is in', async () => {
    socket().events.opened();
    socket().say({ type: 'error', code: 'server_busy', message: '...' });
    socket().events.closed(closeCodes.tooManyConnections);
    expect(connection.state).toMatchObject({ kind: 'waiting', isServerBusy: true });
    await time.pass(2_999);
    expect(sockets).toHaveLength(1);
    await time.pass(1);
    expect(connection.state).toMatchObject({ kind: 'connecting', isServerBusy: true });
    socket().accept();
    socket().events.closed(1006);
    expect(connection.state).not.toHaveProperty('isServerBusy');
  });

  it.each<CloseReason>([
    'silent',
    'slowConsumer',
    'helloTimeout',
    'internalError',
    'flood',
    'tooManyConnections',
  ])('comes back after %s', async (reason) => {
    socket().accept();
    socket().events.closed(closeCodes[reason]);
    await time.pass(10_000);
    expect(sockets.length).toBeGreaterThan(1);
  });

  it('comes back when the closing server asks it to', async () => {
    socket().accept();
    socket().say({ type: 'server.closing', reconnectAfterMs: 1_234 });
    socket().events.closed(closeCodes.serverRestarting);
    await time.pass(1_233);
    expect(sockets).toHaveLength(1);
    await time.pass(1);
    expect(sockets).toHaveLength(2);
  });

  it('pings while it is online, and takes 12 s of silence for the end', async () => {
    socket().accept();
    await time.pass(5_000);
    const ping = socket().sent.at(-1);
    expect(ping?.type).toBe('ping');
    await time.pass(6_000);
    socket().say({ type: 'pong', id: ping?.id, serverTimeMs: 9 });
    await time.pass(5_999);
    expect(connection.state.kind).toBe('online');
    await time.pass(6_000);
    expect(connection.state.kind).not.toBe('online');
    expect(sockets[0]?.isClosed).toBe(true);
  });

  it('finds out within 2 s of waking up that the connection is gone', async () => {
    socket().accept();
    connection.wakeUp();
    expect(socket().sent.at(-1)?.type).toBe('ping');
    await time.pass(2_000);
    expect(connection.state.kind).toBe('waiting');
  });

  it('waits no longer once it is woken up, and starts anew on another network', async () => {
    socket().accept();
    socket().events.closed(1006);
    connection.wakeUp();
    expect(sockets).toHaveLength(2);
    connection.wakeUp();
    expect(sockets).toHaveLength(2);
    connection.networkChanged();
    expect(sockets).toHaveLength(3);
    expect(sockets[1]?.isClosed).toBe(true);
    await settle();
  });

  it('gives up on sockets that do not open and on hellos that are not answered', async () => {
    await time.pass(6_000);
    expect(connection.state.kind).toBe('waiting');
    await time.pass(350);
    socket().events.opened();
    await time.pass(5_000);
    expect(connection.state.kind).toBe('waiting');
  });

  it('does not listen to a socket it has given up', async () => {
    const [first] = sockets;
    await time.pass(7_000);
    first?.accept();
    first?.events.closed(closeCodes.replaced);
    expect(connection.state.kind).not.toBe('online');
    expect(connection.state.kind).not.toBe('ended');
  });

  it('keeps tickets as they come and shows the last one at hello', async () => {
    socket().accept();
    socket().say({ type: 'ticket', ticket: 'one', lifetimeMs: 60_000 });
    socket().say({ type: 'ticket', ticket: 'two', lifetimeMs: 60_000 });
    socket().events.closed(1006);
    await time.pass(500);
    socket().events.opened();
    expect(socket().sent[0]).toMatchObject({ type: 'hello', ticket: 'two' });
  });

  it('gives each request exactly its reply, or a coded error', async () => {
    socket().accept();
    const first = connection.request({ type: 'people.list' });
    const second = connection.request({ type: 'people.list' });
    const [one, two] = socket().sent.slice(-2);
    socket().say({ type: 'error', id: two?.id, code: 'rate_limited', message: 'Slower.' });
    socket().say({ type: 'people.list.ok', id: one?.id, people: [] });
    expect(await first).toMatchObject({ people: [] });
    await expect(second).rejects.toMatchObject({ code: 'rate_limited', message: 'Slower.' });
    const late = connection.request({ type: 'people.list' });
    const lateRejects = expect(late).rejects.toMatchObject({ code: 'timeout' });
    for (let seconds = 0; seconds < 8; seconds++) {
      await time.pass(1_000);
      socket().say({ type: 'unheard.of' });
    }
    await lateRejects;
  });

  it('rejects what waits for a reply when the connection is lost, and what is asked without one', async () => {
    socket().accept();
    const waiting = expect(connection.request({ type: 'people.list' })).rejects.toMatchObject({
      code: 'disconnected',
    });
    socket().events.closed(1006);
    await waiting;
    await expect(connection.request({ type: 'people.list' })).rejects.toMatchObject({ code: 'disconnected' });
  });

  it('passes over what it does not know, and reports what it cannot read, and lives on', () => {
    socket().accept();
    socket().say({ type: 'from.the.future', x: 1 });
    expect(problems).toEqual([]);
    socket().events.text('{');
    socket().say({ type: 'snapshot', zoneId: 7 });
    socket().events.binary(Uint8Array.of(2, 1));
    expect(problems).toHaveLength(3);
    expect(connection.state.kind).toBe('online');
  });
});
