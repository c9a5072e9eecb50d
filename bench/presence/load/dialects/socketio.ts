import * as z from 'zod';
import { ClientSocket } from '../webSocket.ts';
import type { Dialect, OpenDialect } from './dialect.ts';
import { postureByte } from './posture.ts';

/** Packets of Engine.IO 4 and Socket.IO 5, as they stand at the start of a text frame. */
const packets = { open: '0', ping: '2', pong: '3', connect: '40', event: '42' } as const;
const moveEvent = z.tuple([
  z.literal('move'),
  z.object({ id: z.number(), x: z.number(), y: z.number(), posture: z.number(), age: z.number() }),
]);

/** Socket.IO over its WebSocket transport. Every event brings one update of another walker. */
export const openSocketIo: OpenDialect = (port, observer) =>
  ({
    echoesOwnMoves: false,
    join: async (person) => {
      let connected: () => void = () => undefined;
      const whenConnected = new Promise<void>((resolve) => (connected = resolve));
      const path = `/socket.io/?EIO=4&transport=websocket&zone=${person.zone}&id=${person.index}`;
      const socket = await ClientSocket.open(port, path, {
        binary: () => undefined,
        text: (text) => {
          if (text.startsWith(packets.event)) {
            observer.delivered(person, text.length, 1);
            if (!person.isWitness) return;
            const [, move] = moveEvent.parse(JSON.parse(text.slice(packets.event.length)));
            observer.seen(person, move.id, move.x, move.y);
          } else if (text.startsWith(packets.connect)) connected();
          else if (text.startsWith(packets.open)) queueMicrotask(() => socket.sendText(packets.connect));
          else if (text === packets.ping) socket.sendText(packets.pong);
          else observer.failed(`Socket.IO said ${text}`);
        },
        closed: (why) => observer.failed(`Socket.IO closed a connection: ${why}`),
      });
      await whenConnected;
      return {
        socket,
        person,
        start: person.start,
        heartbeat: undefined,
        move: ({ x, y, facing, ageMs }, isWalking) => {
          const move = { x, y, posture: postureByte(facing, isWalking), age: ageMs };
          socket.sendText(packets.event + JSON.stringify(['move', move]));
        },
      };
    },
  }) satisfies Dialect;
