import { wireLimits } from '@atrium/protocol';
import { gatherPeople, zonesPerWorld } from '../people.ts';
import { openAtrium } from './dialects/atrium.ts';
import { openColyseus } from './dialects/colyseus.ts';
import type { OpenDialect, Participant } from './dialects/dialect.ts';
import { openFloor } from './dialects/floor.ts';
import { openSocketIo } from './dialects/socketio.ts';
import { loadRequestSchema, loadSetupSchema, type LoadCount, type LoadRequest } from './loadMessages.ts';
import { SentMoves } from './sentMoves.ts';
import { Tally } from './tally.ts';
import { Walkers } from './walkers.ts';

// A process of Clients of one server. It does as the bench asks, message by message.

const joinsAtOnce = 25;
const beatPaceMs = 50;
const dialects: Readonly<Record<string, OpenDialect>> = {
  atrium: openAtrium,
  floor: openFloor,
  colyseus: openColyseus,
  socketio: openSocketIo,
};

const setup = loadSetupSchema.parse(JSON.parse(process.env['BENCH_LOAD'] ?? ''));
const people = gatherPeople(setup.people, setup.worlds);
const peoplePerZone = setup.people / (setup.worlds * zonesPerWorld);
const sentMoves = new SentMoves(setup.people);
const tally = new Tally(sentMoves);
const dialect = (dialects[setup.dialect] ?? openFloor)(setup.port, tally);
const participants: Participant[] = [];
const beatAtMs = new WeakMap<Participant, number>();
let walkers: Walkers | undefined;
let begun = { atMs: 0, cpu: process.cpuUsage(), socketBytes: 0, moves: 0 };

async function join(upTo: number): Promise<void> {
  while (participants.length < upTo) {
    const next = people.slice(participants.length, Math.min(upTo, participants.length + joinsAtOnce));
    participants.push(...(await Promise.all(next.map((person) => dialect.join(person)))));
  }
  if (upTo === people.length) walkers = new Walkers(participants, sentMoves, setup.intervalMs);
}

/** The heartbeat of everybody whose time it is. */
function beat(): void {
  const now = performance.now();
  for (const participant of participants) {
    if (now - (beatAtMs.get(participant) ?? 0) < wireLimits.heartbeatMs) continue;
    beatAtMs.set(participant, now);
    participant.heartbeat?.();
  }
}

function socketBytes(): number {
  return participants.reduce((sum, { socket }) => sum + socket.bytesRead, 0);
}

function begin(): void {
  tally.reset();
  begun = {
    atMs: performance.now(),
    cpu: process.cpuUsage(),
    socketBytes: socketBytes(),
    moves: walkers?.moves ?? 0,
  };
}

function end(): LoadCount {
  const cpu = process.cpuUsage(begun.cpu);
  const ofOthers = dialect.echoesOwnMoves ? (peoplePerZone - 1) / peoplePerZone : 1;
  return {
    seconds: (performance.now() - begun.atMs) / 1000,
    moves: (walkers?.moves ?? 0) - begun.moves,
    updates: tally.updates * ofOthers,
    messages: tally.messages,
    corrections: tally.corrections,
    payloadBytes: tally.payloadBytes,
    socketBytes: socketBytes() - begun.socketBytes,
    delaysMs: tally.delaysMs,
    cpuMs: (cpu.user + cpu.system) / 1000,
  };
}

async function answer(request: LoadRequest): Promise<unknown> {
  if (tally.failures.length > 0) throw new Error(tally.failures.slice(0, 3).join('\n'));
  switch (request.what) {
    case 'join':
      return join(request.upTo);
    case 'walk':
      return walkers?.start(request.walk, request.share);
    case 'begin':
      return begin();
    case 'end':
      return end();
    case 'rest':
      return walkers?.stop();
  }
}

setInterval(beat, beatPaceMs);
process.on('message', (message) => {
  const { id, ask } = loadRequestSchema.parse(message);
  answer(ask).then(
    (result) => process.send?.({ id, result }),
    (error: unknown) => process.send?.({ id, problem: String(error) }),
  );
});
process.on('disconnect', () => process.exit());
