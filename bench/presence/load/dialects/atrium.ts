import {
  encodeMoveIntent,
  guestReplySchema,
  nextSequence,
  protocolVersion,
  signalPath,
  subprotocol,
  type AvatarLook,
  type ServerMessageOf,
  parseServerMessage,
} from '@atrium/protocol';
import { unitsPerTile, type Position } from '@atrium/world';
import type { Person } from '../../people.ts';
import { spawnPointId, worldId } from '../../worlds.ts';
import { ClientSocket } from '../webSocket.ts';
import type { Dialect, Observer, OpenDialect, Participant } from './dialect.ts';
import { countUpdates, readPresence } from './presenceBytes.ts';

const look: AvatarLook = {
  skin: 'honey',
  hairStyle: 'short',
  hairColour: 'black',
  clothing: 'hoodie',
  clothingColour: 'teal',
  trousersColour: 'navy',
  accessory: 'none',
};

/** Clients of the real server: guest token, hello, then MoveIntents and presence frames by packages/protocol. */
export const openAtrium: OpenDialect = (port, observer) => {
  const peopleByNetworkId = new Map<string, number>();
  return {
    echoesOwnMoves: true,
    join: async (person) => {
      const token = await fetchGuestToken(port, person);
      return enter({ port, observer, peopleByNetworkId }, person, token);
    },
  } satisfies Dialect;
};

interface Surroundings {
  readonly port: number;
  readonly observer: Observer;
  /** By World and networkId. */
  readonly peopleByNetworkId: Map<string, number>;
}

async function fetchGuestToken(port: number, person: Person): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/guests`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: `Person ${person.index}` }),
  });
  if (!response.ok) throw new Error(`no guest token: ${response.status} ${await response.text()}`);
  return guestReplySchema.parse(await response.json()).token;
}

async function enter(surroundings: Surroundings, person: Person, token: string): Promise<Participant> {
  const { port, observer, peopleByNetworkId } = surroundings;
  let moveEpoch = 0;
  let sequence = 0;
  let correction: Position | undefined;
  let welcome: (hello: ServerMessageOf<'hello.ok'>) => void = () => undefined;
  const welcomed = new Promise<ServerMessageOf<'hello.ok'>>((resolve) => (welcome = resolve));

  const socket = await ClientSocket.open(
    port,
    signalPath(worldId(person.world)),
    {
      binary: (bytes) => {
        observer.delivered(person, bytes.length, countUpdates(bytes));
        if (!person.isWitness) return;
        for (const update of readPresence(bytes).updates) {
          const index = peopleByNetworkId.get(`${person.world}/${update.networkId}`);
          if (index !== undefined) {
            observer.seen(person, index, update.x * unitsPerTile, update.y * unitsPerTile);
          }
        }
      },
      text: (text) => {
        // Most control messages are of no concern here; parsing them all would cost the machine more than the server.
        if (!/"type":"(hello\.ok|position\.correction|error)"/.test(text)) return;
        const parsed = parseServerMessage(text);
        if (parsed.kind !== 'message') observer.failed(`unreadable: ${text}`);
        else if (parsed.message.type === 'hello.ok') welcome(parsed.message);
        else if (parsed.message.type === 'position.correction') {
          ({ moveEpoch, place: correction } = parsed.message);
          observer.corrected(person, parsed.message.reason);
        } else observer.failed(text);
      },
      closed: (why) => observer.failed(`Atrium closed a connection: ${why}`),
    },
    {
      'Sec-WebSocket-Protocol': subprotocol,
      Origin: `http://127.0.0.1:${port}`,
    },
  );
  const hello = {
    type: 'hello',
    id: 1,
    protocolVersion,
    token,
    look,
    spawnPointId: spawnPointId(person.spawn),
  };
  socket.sendText(JSON.stringify(hello));
  const { networkId, place, ...entry } = await welcomed;
  moveEpoch = entry.moveEpoch;
  peopleByNetworkId.set(`${person.world}/${networkId}`, person.index);

  return {
    socket,
    person,
    start: place,
    heartbeat: () => socket.sendText(JSON.stringify({ type: 'ping', id: sequence })),
    takeCorrection: () => {
      const taken = correction;
      correction = undefined;
      return taken;
    },
    move: ({ x, y, facing }, isWalking) => {
      sequence = nextSequence(sequence);
      const state = isWalking ? 'walking' : 'idle';
      const place = { x: x / unitsPerTile, y: y / unitsPerTile, facing, state, ageMs: 0 } as const;
      socket.sendBinary(encodeMoveIntent({ moveEpoch, sequence, ...place }));
    },
  };
}
