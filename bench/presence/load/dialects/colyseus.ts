import * as z from 'zod';
import { unitsPerTile } from '@atrium/world';
import type { Person } from '../../people.ts';
import { createColyseusState, type ColyseusState } from '../colyseusState.mjs';
import { ClientSocket } from '../webSocket.ts';
import type { Dialect, Observer, OpenDialect } from './dialect.ts';
import { packMove } from './msgpack.ts';
import { postureByte } from './posture.ts';

/** Byte 0 of a message, from the Protocol of Colyseus 0.16. */
const kinds = { joinRoom: 10, error: 11, roomData: 13, roomState: 14, roomStatePatch: 15 } as const;
const seatSchema = z.object({
  sessionId: z.string(),
  room: z.object({ roomId: z.string(), processId: z.string() }),
});

/** Clients of Colyseus: a seat by matchmaking, then its binary protocol; the witness decodes with its own decoder. */
export const openColyseus: OpenDialect = (port, observer) => {
  const peopleBySession = new Map<string, number>();
  return {
    echoesOwnMoves: true,
    join: async (person) => {
      const seat = await reserveSeat(port, person);
      peopleBySession.set(seat.sessionId, person.index);
      const path = `/${seat.room.processId}/${seat.room.roomId}?sessionId=${seat.sessionId}`;
      let entered: () => void = () => undefined;
      const hasEntered = new Promise<void>((resolve) => (entered = resolve));
      const reader = person.isWitness ? createReader(person, observer, peopleBySession) : undefined;
      const socket = await ClientSocket.open(port, path, {
        binary: (bytes) => {
          const kind = bytes[0];
          if (kind === kinds.roomStatePatch) {
            observer.delivered(person, bytes.length, reader?.patch(bytes));
          } else if (kind === kinds.joinRoom) {
            reader?.open(Buffer.from(bytes));
            queueMicrotask(() => socket.sendBinary(Uint8Array.of(kinds.joinRoom)));
          } else if (kind === kinds.roomState) {
            reader?.patch(bytes);
            entered();
          } else observer.failed(`Colyseus sent a message of kind ${kind}`);
        },
        text: () => undefined,
        closed: (why) => observer.failed(`Colyseus closed a connection: ${why}`),
      });
      await hasEntered;
      return {
        socket,
        person,
        start: person.start,
        heartbeat: undefined,
        move: ({ x, y, facing, ageMs }, isWalking) =>
          socket.sendBinary(
            packMove(kinds.roomData, { x, y, posture: postureByte(facing, isWalking), age: ageMs }),
          ),
      };
    },
  } satisfies Dialect;
};

async function reserveSeat(port: number, person: Person): Promise<z.output<typeof seatSchema>> {
  const response = await fetch(`http://127.0.0.1:${port}/matchmake/joinOrCreate/zone`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      zone: person.zone,
      x: person.start.x * unitsPerTile,
      y: person.start.y * unitsPerTile,
    }),
  });
  return seatSchema.parse(await response.json());
}

interface Reader {
  open(joinRoom: Uint8Array): void;
  /** Avatars that the patch changes. */
  patch(bytes: Uint8Array): number;
}

function createReader(witness: Person, observer: Observer, people: ReadonlyMap<string, number>): Reader {
  let state: ColyseusState | undefined;
  return {
    open: (joinRoom) => {
      // Two strings with a length byte each (reconnection token, serializer), then the description of the state.
      const second = 2 + (joinRoom[1] ?? 0);
      state = createColyseusState(joinRoom.subarray(second + 1 + (joinRoom[second] ?? 0)));
    },
    patch: (bytes) => {
      const updates = state?.apply(bytes, 1) ?? [];
      for (const { sessionId, x, y } of updates) {
        const index = people.get(sessionId);
        if (index !== undefined) observer.seen(witness, index, x, y);
      }
      return updates.length;
    },
  };
}
