import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { managedWorldListSchema, wireLimits } from '@atrium/protocol';
import { largestWorld } from '@atrium/world/testing';
import type { BenchOffice } from '../api/office.ts';
import { crowdedUpdate, fillingUpdates, hostileWorlds, linkedWorld, portrait, svgs } from './files.ts';
import { Speaker } from './speaker.ts';

/** One kind of what people may send. */
export interface Case {
  readonly name: string;
  /** Done before each round, and not measured. */
  prepare?(): Promise<void>;
  run(): Promise<void>;
  /** Done after each round, and not measured either. */
  after?(): Promise<void>;
}

const worldsPerWorkspace = 200;
const signIns = 200;
const guests = 50;
const peopleInside = 150;
const idleMs = 2_000;
/** A little less than people may say at once. */
const burst = { board: 30, media: 100, mediaStates: 15, requests: 30, chats: 8, entries: 15 } as const;
const json = { 'Content-Type': 'application/json' };
const metadata = JSON.stringify({
  kind: 'object',
  footprint: { width: 1, height: 1 },
  collision: true,
  interactions: [],
});

/** What costs more the more people there are. @param folder for what is written */
export function crowdedCases(office: BenchOffice, folder: string): readonly Case[] {
  const ask = async (path: string) => {
    const reply = await fetch(`${office.url}/api/v1/${path}`, { headers: office.headers });
    await reply.arrayBuffer();
    if (reply.status !== 200) throw new Error(`GET ${path}: ${reply.status}`);
  };
  const list = (path: string): Case => ({ name: `large Workspace: ${path}`, run: () => ask(path) });
  return [
    ...['people', 'invitations', 'bans', 'reports', 'live', 'worlds', 'account/export'].map(list),
    list('audit-log?limit=500'),
    list('audit-log?limit=500&person=person-9999'),
    {
      name: 'large Workspace: ten lists of people at once',
      run: async () => void (await Promise.all(Array.from({ length: 10 }, () => ask('people')))),
    },
    {
      name: 'large Workspace: backup',
      run: () => office.command('backup', join(folder, `${randomUUID()}.tar.gz`)),
    },
  ];
}

/** @param folder for what is written */
export async function makeCases(office: BenchOffice, folder: string): Promise<readonly Case[]> {
  const { url } = office;
  const ask = async (method: string, path: string, body?: string | Uint8Array, headers: object = json) => {
    const content =
      body === undefined ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) };
    const reply = await fetch(`${url}/api/v1/${path}`, {
      method,
      headers: { ...office.headers, ...headers },
      ...content,
    });
    await reply.arrayBuffer();
    // Refusals are part of what is measured; a server that fails is not.
    if (reply.status === 500) throw new Error(`${method} ${path}: ${reply.status}`);
  };
  const bytes = { 'Content-Type': 'application/octet-stream' };
  const listed = await fetch(`${url}/api/v1/managed-worlds`, { headers: office.headers });
  const [world] = managedWorldListSchema.parse(await listed.json()).worlds;
  const worldId = world?.worldId ?? '';
  const file = `managed-worlds/${worldId}/file`;
  const publish = (text: string) => async () => {
    const reply = await fetch(`${url}/api/v1/managed-worlds`, { headers: office.headers });
    const base = managedWorldListSchema.parse(await reply.json()).worlds[0]?.currentVersion;
    await ask('PUT', `${file}?base=${base}`, text);
  };
  /** Somebody new each time: how often one person may enter is limited. */
  const enter = async (more: object = {}) =>
    Speaker.enter(url, worldId, (await office.makeGuest(worldId)).token, more);
  const makeGuests = (count: number) =>
    Promise.all(Array.from({ length: count }, () => office.makeGuest(worldId)));
  const enterAll = (guests: readonly { readonly token: string }[]) =>
    Promise.all(guests.map(({ token }) => Speaker.enter(url, worldId, token)));
  const leaveAll = async (speakers: readonly Speaker[]) =>
    void (await Promise.all(speakers.map((speaker) => speaker.leave())));
  const valid = largestWorld();
  const board = valid.objects[0]?.id ?? '';
  const spawnPointId = valid.spawnPoints[0]?.id;
  const largest = JSON.stringify(valid);
  /** The same with other Zones: nobody stays in theirs. */
  const otherZones = largest.replaceAll(/"z(\d+)"/g, '"other-$1"').replaceAll('"ground"', '"other"');
  const mostLinks = JSON.stringify(linkedWorld(valid));
  const ids = Array.from({ length: wireLimits.heldLinks }, () =>
    randomUUID().padEnd(wireLimits.idLength, 'x'),
  );
  await publish(largest)();

  /** Somebody who is in the World for one case. */
  const inside = (name: string, act: (speaker: Speaker) => Promise<void>): Case => {
    let speaker: Speaker | undefined;
    return {
      name,
      async prepare() {
        speaker = await enter({ spawnPointId });
      },
      async run() {
        if (speaker === undefined) return;
        await act(speaker);
        await speaker.leave();
      },
    };
  };
  /** Of a request whose answer nobody waits for. */
  const id = 0;
  const repeat = (name: string, times: number, message: object) =>
    inside(name, async (speaker) => {
      for (let time = 0; time < times; time++) speaker.say(message);
      await speaker.settled();
    });
  const draw = (name: string, updates: () => Iterable<string>) =>
    inside(name, async (speaker) => {
      await speaker.ask({ type: 'board.open', objectId: board });
      for (const update of updates()) speaker.say({ type: 'board.update', objectId: board, update });
      await speaker.settled();
    });
  const codec = {
    mimeType: 'video/H264',
    preferredPayloadType: 96,
    clockRate: 90_000,
    parameters: Object.fromEntries(Array.from({ length: 30 }, (_, place) => [`parameter-${place}`, place])),
    rtcpFeedback: Array.from({ length: 4 }, () => ({ type: 'nack', parameter: 'pli' })),
  };
  const switches = { microphone: true, camera: false, screen: false, doNotDisturb: false, audioOnly: false };
  let tokens: readonly { readonly token: string }[] = [];
  let crowd: readonly Speaker[] = [];
  const crowded = crowdedUpdate();
  const [png, jpeg] = [await portrait('png'), await portrait('jpeg')];
  const published = (what: string, text: string): Case[] => [
    { name: `World file, ${what}: published`, run: publish(text) },
    {
      name: `World file, ${what}: entered`,
      prepare: publish(text),
      run: async () => (await enter()).leave(),
    },
    {
      name: `World file, ${what}: fetched by a Client`,
      prepare: publish(text),
      run: () => ask('GET', `worlds/${worldId}`),
    },
    { name: `World file, ${what}: downloaded`, run: () => ask('GET', file) },
  ];
  const filled = async () => {
    const speaker = await enter({ spawnPointId });
    await speaker.ask({ type: 'board.open', objectId: board });
    for (const update of fillingUpdates(34)) {
      speaker.say({ type: 'board.update', objectId: board, update });
      // Work on a board has a budget.
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    await speaker.settled();
    await speaker.leave();
  };
  return [
    {
      name: 'nothing at all',
      run: () => new Promise((resolve) => setTimeout(resolve, idleMs)),
    },
    ...Object.entries(svgs).map(([name, text]) => ({
      name,
      run: () =>
        ask(
          'POST',
          `assets?${new URLSearchParams({ name: 'Thing', metadata })}`,
          new TextEncoder().encode(text),
          bytes,
        ),
    })),
    { name: 'portrait, PNG of 8 million pixels', run: () => ask('PUT', 'account/picture', png, bytes) },
    { name: 'portrait, JPEG of 8 million pixels', run: () => ask('PUT', 'account/picture', jpeg, bytes) },
    ...Object.entries(hostileWorlds(valid)).map(([name, text]) => ({ name, run: publish(text) })),
    ...published('most links', mostLinks),
    ...published('largest Map', largest),
    {
      name: `World file, largest Map: published to ${peopleInside} people, all of whom change Zone`,
      async prepare() {
        await publish(largest)();
        crowd = await enterAll(await makeGuests(peopleInside));
      },
      async run() {
        const changed = crowd.map((speaker) => speaker.worldChanged());
        await publish(otherZones)();
        await Promise.all(changed);
      },
      after: () => leaveAll(crowd),
    },
    draw('Whiteboard, most pieces and clients', () => Array.from({ length: burst.board }, () => crowded)),
    {
      name: 'Whiteboard, the largest: first open',
      prepare: filled,
      async run() {
        const speaker = await enter({ spawnPointId });
        let read = 0;
        let reply = await speaker.ask({ type: 'board.open', objectId: board });
        while (reply.type === 'board.open.ok' || reply.type === 'board.more.ok') {
          read += Buffer.from(reply.piece, 'base64').length;
          if (read >= reply.totalBytes) break;
          reply = await speaker.ask({ type: 'board.more', objectId: board, from: read });
        }
        await speaker.leave();
      },
    },
    {
      name: `${signIns} sign-ins at once`,
      async run() {
        const attempts = Array.from({ length: signIns }, (_, index) =>
          ask(
            'POST',
            'session',
            JSON.stringify({ email: `nobody-${index}@example.org`, password: 'correct horse battery' }),
            { ...json, 'X-Forwarded-For': `192.0.2.${index}` },
          ),
        );
        await Promise.all(attempts);
      },
    },
    {
      name: `hello, largest fields, ${burst.entries} times`,
      prepare: async () => void (tokens = await makeGuests(burst.entries)),
      async run() {
        const more = {
          ticket: 'x'.repeat(wireLimits.tokenLength),
          blocked: ids.slice(0, wireLimits.blockedPeople),
        };
        for (const { token } of tokens) await (await Speaker.enter(url, worldId, token, more)).leave();
      },
    },
    {
      name: `${guests} Guests enter at once`,
      prepare: async () => void (tokens = await makeGuests(guests)),
      run: async () => void (crowd = await enterAll(tokens)),
      after: () => leaveAll(crowd),
    },
    {
      name: `${guests} Guests leave at once`,
      prepare: async () => void (crowd = await enterAll(await makeGuests(guests))),
      run: () => leaveAll(crowd),
    },
    {
      name: `${guests} Guests lose their connections at once`,
      prepare: async () => void (crowd = await enterAll(await makeGuests(guests))),
      async run() {
        await Promise.all(crowd.map((speaker) => speaker.close()));
        await new Promise((resolve) => setTimeout(resolve, 2 * idleMs));
      },
    },
    repeat('chat, longest lines', burst.chats, {
      type: 'chat.send',
      id,
      text: 'é\u0301'.repeat(wireLimits.chatLength / 2),
    }),
    repeat('media.signal, largest SDP', burst.media, {
      type: 'media.signal',
      linkId: ids[0],
      description: { type: 'offer', sdp: 'x'.repeat(wireLimits.sdpLength) },
    }),
    repeat('media.signal, longest candidates', burst.media, {
      type: 'media.signal',
      linkId: ids[0],
      candidate: {
        candidate: 'c'.repeat(1_024),
        sdpMid: '0',
        sdpMLineIndex: 0,
        usernameFragment: 'u'.repeat(256),
      },
    }),
    repeat('media.state, most holds', burst.mediaStates, {
      type: 'media.state',
      id,
      ...switches,
      holds: ids,
    }),
    repeat('media.report, most links', burst.media, {
      type: 'media.report',
      links: ids.map((linkId) => ({ linkId, state: 'failed', loss: 1, rttMs: 1, relayed: true })),
    }),
    repeat('interact, an Object that is none', burst.requests, { type: 'interact', id, objectId: ids[0] }),
    repeat('sfu.ready, most codecs', burst.media, {
      type: 'sfu.ready',
      id,
      sfuId: ids[0],
      rtpCapabilities: {
        codecs: Array.from({ length: 64 }, () => ({ kind: 'video', ...codec })),
        headerExtensions: [],
      },
    }),
    repeat('sfu.produce, most parameters', burst.media, {
      type: 'sfu.produce',
      id,
      sfuId: ids[0],
      source: 'camera',
      rtpParameters: { codecs: Array.from({ length: 32 }, () => ({ payloadType: 96, ...codec })) },
    }),
    repeat('blocks.set, most people', burst.requests, {
      type: 'blocks.set',
      id,
      personIds: ids.slice(0, wireLimits.blockedPeople),
    }),
    {
      name: 'list of Worlds, the longest',
      prepare: once(async () => {
        const body = JSON.stringify({ name: 'Another', templateId: 'headquarters' });
        for (let made = 1; made < worldsPerWorkspace; made++) await ask('POST', 'managed-worlds', body);
      }),
      run: () => ask('GET', 'managed-worlds'),
    },
    { name: 'audit log, the longest page', run: () => ask('GET', 'audit-log?limit=500') },
    { name: 'backup', run: () => office.command('backup', join(folder, `${randomUUID()}.tar.gz`)) },
  ];
}

function once(act: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= act());
}
