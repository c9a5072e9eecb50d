import { encodeMoveIntent, nextSequence } from '@atrium/protocol';
import { unitsPerTile } from '@atrium/world';
import { ClientSocket } from '../webSocket.ts';
import type { Dialect, OpenDialect } from './dialect.ts';
import { countUpdates, readPresence } from './presenceBytes.ts';

/** The floor is told its Zone and number in the address, and sent what Atrium is sent. */
export const openFloor: OpenDialect = (port, observer) =>
  ({
    echoesOwnMoves: true,
    join: async (person) => {
      let sequence = 0;
      const socket = await ClientSocket.open(port, `/${person.zone}/${person.index}`, {
        binary: (bytes) => {
          observer.delivered(person, bytes.length, countUpdates(bytes));
          if (!person.isWitness) return;
          for (const { networkId, x, y } of readPresence(bytes).updates) {
            observer.seen(person, networkId, x * unitsPerTile, y * unitsPerTile);
          }
        },
        text: () => undefined,
        closed: (why) => observer.failed(`the floor closed a connection: ${why}`),
      });
      return {
        socket,
        person,
        start: person.start,
        heartbeat: () => socket.sendText(JSON.stringify({ type: 'ping', id: sequence })),
        move: ({ x, y, facing, ageMs }, isWalking) => {
          sequence = nextSequence(sequence);
          const state = isWalking ? 'walking' : 'idle';
          const place = { x: x / unitsPerTile, y: y / unitsPerTile, facing, state, ageMs } as const;
          socket.sendBinary(encodeMoveIntent({ moveEpoch: 0, sequence, ...place }));
        },
      };
    },
  }) satisfies Dialect;
