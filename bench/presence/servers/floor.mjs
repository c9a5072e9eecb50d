// The floor: bare ws. It takes in the same messages as Atrium and, at the same tick, writes the same bytes to the same
// people. It checks nothing, knows nobody and keeps nothing but the frame it is about to send.
import { WebSocketServer } from 'ws';

const tickMs = Number(process.env.BENCH_TICK_MS);
const headerBytes = 5;
const updateBytes = 8;
const mostPeople = 1000;
const pong = JSON.stringify({ type: 'pong', id: 1000, serverTimeMs: 123456.7 });

const zones = new Map();

const server = new WebSocketServer({
  host: '127.0.0.1',
  port: Number(process.env.BENCH_PORT),
  perMessageDeflate: false,
});
server.on('connection', (socket, request) => {
  const [, zoneName, id] = request.url.split('/');
  const zone = zones.get(zoneName) ?? openZone(zoneName);
  const person = { id: Number(id), tick: -1, slot: 0 };
  zone.sockets.push(socket);
  socket.on('message', (data, isBinary) => {
    if (isBinary) place(zone, person, data);
    else socket.send(pong);
  });
});

function openZone(name) {
  const zone = {
    sockets: [],
    frame: Buffer.alloc(headerBytes + mostPeople * updateBytes),
    tick: 0,
    count: 0,
  };
  zone.frame[0] = 2;
  zones.set(name, zone);
  tickFrom(zone, performance.now() + ((zones.size * 7) % 20) * (tickMs / 20));
  return zone;
}

// Ticks keep to their own grid: a late timer does not delay the next.
function tickFrom(zone, dueAt) {
  const next = Math.max(dueAt + tickMs, performance.now());
  setTimeout(() => {
    send(zone);
    tickFrom(zone, next);
  }, next - performance.now());
}

// The latest of a person's moves within a tick stands, as in a frame of Atrium's.
function place(zone, person, move) {
  if (person.tick !== zone.tick) {
    person.tick = zone.tick;
    person.slot = headerBytes + zone.count++ * updateBytes;
  }
  zone.frame.writeUInt16LE(person.id, person.slot);
  move.copy(zone.frame, person.slot + 2, 5, 11);
}

function send(zone) {
  if (zone.count === 0) return;
  zone.frame.writeUInt32LE(Math.floor(performance.now()) >>> 0, 1);
  const bytes = Buffer.from(zone.frame.subarray(0, headerBytes + zone.count * updateBytes));
  zone.count = 0;
  zone.tick++;
  for (const socket of zone.sockets) socket.send(bytes);
}
