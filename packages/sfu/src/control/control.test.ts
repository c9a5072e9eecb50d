import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { SfuRefusal } from '@atrium/signaling';
import type { Sfu, SfuMember, SfuRoom } from '@atrium/signaling';
import { createSfu } from '../mediasoupSfu.ts';
import type { MediasoupSfu } from '../mediasoupSfu.ts';
import { joinPlainly } from '../testing/joinPlainly.ts';
import { PlainTalker } from '../testing/plainTalker.ts';
import {
  controlVersion,
  controlVersions,
  orderSchema,
  reportSchema,
  subprotocolOf,
} from './controlMessages.ts';
import { createRemoteSfu } from './remoteSfu.ts';
import type { RemoteSfu } from './remoteSfu.ts';
import { serveSfu, SocketInUseError } from './serveSfu.ts';
import type { ServedSfu } from './serveSfu.ts';

const host = '127.0.0.1';
const zone = { worldId: 'w', zoneId: 'team' };
const nothing = { lost: () => undefined, speakersChanged: () => undefined };
let folder: string;
let path: string;
let embedded: MediasoupSfu;
let served: ServedSfu;
const reported: string[] = [];
const remotes: RemoteSfu[] = [];
const talkers = new Map<string, PlainTalker>();

/** The real SFU, whose people are connected by plain transports instead of a browser's. */
const plainly: Sfu = {
  get isAvailable() {
    return embedded.isAvailable;
  },
  onAvailabilityChanged: (listener) => embedded.onAvailabilityChanged(listener),
  placed: () => undefined,
  async openRoom(ofZone, events) {
    const room = await embedded.openRoom(ofZone, events);
    const join = async (personId: string) => {
      const talker = talkers.get(personId);
      if (talker === undefined) throw new Error(`Nobody is called ${personId}.`);
      const { member, sendPort } = await joinPlainly(room, personId, talker.receivePort);
      talker.sendPort = sendPort;
      return member;
    };
    return { rtpCapabilities: room.rtpCapabilities, join, close: () => room.close() };
  },
};
const state = () => ({ isAvailable: embedded.isAvailable, workers: 1, firstPort: 0, addresses: [host] });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atrium-sfu-'));
  path = join(folder, 'socket');
  const announcedFor = (address: string) => [address];
  embedded = await createSfu({ workers: 1, addresses: [host], announcedFor, firstPort: 0 }, () => undefined);
});
afterAll(async () => {
  await embedded.close();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  reported.length = 0;
  served = await serveSfu(plainly, path, state, (what) => void reported.push(what));
});
afterEach(async () => {
  for (const remote of remotes.splice(0)) remote.close();
  await served.close();
  for (const talker of talkers.values()) talker.close();
  talkers.clear();
});

/** A server that uses the SFU. */
async function connectServer(): Promise<RemoteSfu> {
  const remote = createRemoteSfu(path, () => undefined);
  remotes.push(remote);
  await vi.waitUntil(() => remote.isAvailable);
  return remote;
}

interface Conversation {
  readonly room: SfuRoom;
  readonly ana: SfuMember;
  readonly ben: SfuMember;
}

/** Ana speaks, and Ben hears her. */
async function talk(sfu: RemoteSfu, ofZone = zone): Promise<Conversation> {
  for (const [name, ssrc] of [
    ['ana', 1_001],
    ['ben', 1_002],
  ] as const)
    if (!talkers.has(name)) talkers.set(name, await PlainTalker.create(ssrc));
  const room = await sfu.openRoom(ofZone, nothing);
  const [ana, ben] = [await room.join('ana'), await room.join('ben')];
  ben.setRtpCapabilities(room.rtpCapabilities);
  const sound = talkers.get('ana')?.sound(room.rtpCapabilities);
  if (sound === undefined) throw new Error('Ana is not there.');
  await ana.produce('microphone', 1, sound, false);
  const { consumerId } = await ben.consume('ana', 'microphone');
  ben.setConsumer(consumerId, false);
  await vi.waitUntil(benHears(), { timeout: 10_000 });
  return { room, ana, ben };
}

/** Whether packets of Ana reach Ben from now on; to be asked again and again. */
function benHears(): () => boolean {
  const [ana, ben] = [talkers.get('ana'), talkers.get('ben')];
  const before = ben?.received ?? 0;
  return () => {
    ana?.speak();
    return (ben?.received ?? 0) > before;
  };
}

/** Many packets in a row do not reach Ben. */
async function benHearsNothing(): Promise<boolean> {
  const [ana, ben] = [talkers.get('ana'), talkers.get('ben')];
  for (let round = 0; round < 5; round++) {
    const before = ben?.received ?? 0;
    ana?.speak();
    // The worker has read what came before, once it answers.
    await embedded.cpuMs();
    await embedded.cpuMs();
    if (ben?.received !== before) return false;
  }
  return true;
}

describe('a server that is replaced', () => {
  test('takes no voice away: forwarding goes on, and ends in the same Zone a while after the new one knows them', async () => {
    const first = await connectServer();
    await talk(first);
    first.close();
    await vi.waitUntil(benHears());
    const second = await connectServer();
    second.placed('w', 'ben', 'team');
    second.placed('w', 'ana', 'team');
    await vi.waitUntil(benHears());
    await vi.waitUntil(benHearsNothing, { timeout: 20_000, interval: 200 });
  });

  test.each([
    ['in another Zone', (sfu: Sfu) => sfu.placed('w', 'ben', 'meeting')],
    ['out of the World', (sfu: Sfu) => sfu.placed('w', 'ben', undefined)],
  ])('opens no ear: who is found %s hears no more of the Zone that they were in', async (_, place) => {
    const first = await connectServer();
    await talk(first);
    first.close();
    const second = await connectServer();
    place(second);
    await vi.waitUntil(benHearsNothing);
  });

  test('says where people are to an SFU that it finds later', async () => {
    const first = await connectServer();
    await talk(first);
    first.close();
    const second = createRemoteSfu(path, () => undefined);
    remotes.push(second);
    second.placed('w', 'ben', undefined);
    await vi.waitUntil(benHearsNothing);
  });

  test('leaves other Worlds as they were', async () => {
    const first = await connectServer();
    await talk(first);
    first.close();
    const second = await connectServer();
    second.placed('another', 'ben', 'meeting');
    await second.openRoom(zone, nothing);
    await vi.waitUntil(benHears());
  });

  test('restricts what people still have from before', async () => {
    const first = await connectServer();
    await talk(first);
    first.close();
    const second = await connectServer();
    const before = talkers.get('ana')?.sendPort;
    const room = await second.openRoom(zone, nothing);
    const ana = await room.join('ana');
    ana.setProducerPaused('microphone', true);
    const talker = talkers.get('ana');
    if (talker !== undefined && before !== undefined) talker.sendPort = before;
    await vi.waitUntil(benHearsNothing);
  });
});

describe('an SFU that ends', () => {
  test('loses its rooms, and is used again once it is back', async () => {
    const sfu = await connectServer();
    const seen: boolean[] = [];
    sfu.onAvailabilityChanged(() => seen.push(sfu.isAvailable));
    let lost = 0;
    const room = await sfu.openRoom(zone, { ...nothing, lost: () => lost++ });
    await served.close();
    await vi.waitUntil(() => lost === 1);
    expect(sfu.isAvailable).toBe(false);
    await expect(room.join('ana')).rejects.toThrow('closed');
    await expect(sfu.openRoom(zone, nothing)).rejects.toThrow('not there');
    served = await serveSfu(plainly, path, state, () => undefined);
    await vi.waitUntil(() => sfu.isAvailable, { timeout: 10_000 });
    await talk(sfu);
    expect(seen).toEqual([false, true]);
  });

  test('leaves a socket behind when it is killed, and the next one takes it over', async () => {
    await served.close();
    const code = `require('net').createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, 'SIGKILL'))`;
    await once(spawn(process.execPath, ['-e', code]), 'exit');
    served = await serveSfu(plainly, path, state, () => undefined);
    await connectServer();
  });

  test('is not taken over while it runs', async () => {
    await expect(serveSfu(plainly, path, state, () => undefined)).rejects.toThrow(SocketInUseError);
  });
});

/** A connection that says what it is told to say. @returns how it ended */
async function say(protocols: readonly string[], ...messages: readonly (string | Buffer)[]) {
  const socket = new WebSocket(`ws+unix:${path}:/`, [...protocols]);
  const ended = new Promise<string>((resolve) => {
    socket.on('unexpected-response', (_, response) => {
      response.resume();
      resolve(`${response.statusCode} ${response.statusMessage}`);
      socket.terminate();
    });
    socket.on('error', () => undefined);
    socket.on('close', (code, reason) => resolve(`${code} ${reason.toString()}`));
    socket.on('open', () => {
      for (const message of messages) socket.send(message);
    });
  });
  return ended;
}

const current = subprotocolOf(controlVersion);

/** What a test looks at of a message. */
interface Said {
  readonly type: string;
  readonly id?: number;
}

describe('the control protocol', () => {
  test('accepts the version before, and is accepted by the one after: the highest common one is spoken', async () => {
    // A server that was upgraded first offers the next version and this one.
    for (const offered of [
      [subprotocolOf(controlVersion + 1), current],
      ...controlVersions.map((version) => [subprotocolOf(version)]),
    ]) {
      const socket = new WebSocket(`ws+unix:${path}:/`, offered);
      await once(socket, 'open');
      expect(offered.at(-1)).toBe(socket.protocol);
      socket.terminate();
    }
  });

  test.each([[[]], [['atrium-sfu.v0']], [['atrium.v1']]])(
    'refuses a peer that speaks no version of these, in words: %j',
    async (protocols) => {
      expect(await say(protocols)).toMatch(/^400 /);
    },
  );

  test('understands what each version that it speaks has said', async () => {
    for (const version of controlVersions) {
      const file = new URL(`version${version}.json`, import.meta.url);
      const { orders, reports } = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown[]>;
      for (const order of orders ?? []) expect(orderSchema.safeParse(order).error).toBeUndefined();
      for (const report of reports ?? []) expect(reportSchema.safeParse(report).error).toBeUndefined();
      const said = new Set(orders?.map((order) => (order as { type: string }).type));
      if (version === controlVersion)
        expect([...said].sort()).toEqual(orderSchema.options.map(({ shape }) => shape.type.value).sort());
    }
  });

  test('says nothing to an SFU of the version before that it would not understand', async () => {
    await served.close();
    const file = new URL('version1.json', import.meta.url);
    const { reports } = JSON.parse(await readFile(file, 'utf8')) as { reports: { id?: number }[] };
    const server = createServer().listen(path);
    const sockets = new WebSocketServer({ server, handleProtocols: () => subprotocolOf(1) });
    const heard: string[] = [];
    sockets.on('connection', (socket) => {
      socket.send(JSON.stringify(reports[0]));
      socket.on('message', (data) => {
        const { type, id } = JSON.parse(Buffer.isBuffer(data) ? data.toString() : '') as Said;
        heard.push(type);
        // It answers the first two questions, to open a room and to join it, as in the transcript.
        if (id !== undefined) socket.send(JSON.stringify(reports[id]));
      });
    });
    const room = await (await connectServer()).openRoom(zone, nothing);
    const ana = await room.join('ana');
    ana.withdraw('microphone');
    ana.leave();
    await vi.waitUntil(() => heard.includes('leave'));
    expect(heard).toEqual(['open', 'join', 'leave']);
    for (const remote of remotes.splice(0)) remote.close();
    for (const socket of sockets.clients) socket.terminate();
    server.close();
    await once(server, 'close');
    served = await serveSfu(plainly, path, state, (what) => void reported.push(what));
  });

  test.each([
    ['no JSON', '{"type":"open"'],
    ['half a message', '{"type":"open","id":1,"room":1,"worldId":"w"}'],
    ['an order that there is not', '{"type":"reboot"}'],
    ['a field that there is not', '{"type":"leave","member":1,"more":true}'],
    ['bytes', Buffer.from([1, 2, 3])],
    ['a room of no number', '{"type":"close","room":"1"}'],
  ])('ends a connection that says %s, and nobody else notices', async (_, message) => {
    const sfu = await connectServer();
    await talk(sfu);
    expect(await say([current], message)).toMatch(/^1008 ./);
    expect(reported).toEqual(['a message of the server was not understood']);
    await vi.waitUntil(benHears());
    expect(sfu.isAvailable).toBe(true);
  });

  test('ends a connection that says more than a message may have', async () => {
    expect(await say([current], 'x'.repeat(300_000))).toMatch(/^1009/);
  });

  test('does not care for orders about what has gone', async () => {
    const orders = [
      { type: 'leave', member: 7 },
      { type: 'close', room: 7 },
      { type: 'deafTo', member: 7, personId: 'ana', isDeaf: true },
    ];
    const socket = new WebSocket(`ws+unix:${path}:/`, current);
    const replies: unknown[] = [];
    socket.on('message', (data) => {
      if (Buffer.isBuffer(data)) replies.push(JSON.parse(data.toString()));
    });
    await once(socket, 'open');
    for (const order of orders) socket.send(JSON.stringify(order));
    socket.send(JSON.stringify({ type: 'join', id: 3, room: 7, member: 8, personId: 'ana' }));
    await vi.waitUntil(() => replies.length === 2);
    expect(replies).toMatchObject([{ type: 'state' }, { type: 'failed', id: 3 }]);
    socket.terminate();
  });

  test('passes on what is refused as refused', async () => {
    const { ben } = await talk(await connectServer());
    await expect(ben.consume('nobody', 'microphone')).rejects.toThrow(SfuRefusal);
  });
});

test('an SFU that is asked to end says so first, and goes on forwarding until everybody has gone, or its time is over', async () => {
  const remote = await connectServer();
  const { room } = await talk(remote);
  const draining = served.drain(() => embedded.stats().every(({ rooms }) => rooms === 0), 30_000);
  await vi.waitUntil(() => !remote.isAvailable);
  await vi.waitUntil(benHears(), { timeout: 10_000 });
  room.close();
  await draining;
  await served.drain(() => false, 1);
});
