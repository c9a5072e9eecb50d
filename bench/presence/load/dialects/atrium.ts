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

/** What a Client knows of itself from what the server says. */
interface Own {
  moveEpoch: number;
  correction: Position | undefined;
  welcome: (hello: ServerMessageOf<'hello.ok'>) => void;
}

async function enter(surroundings: Surroundings, person: Person, token: string): Promise<Participant> {
  const own: Own = { moveEpoch: 0, correction: undefined, welcome: () => undefined };
  const welcomed = new Promise<ServerMessageOf<'hello.ok'>>((resolve) => (own.welcome = resolve));
  const socket = await connect(surroundings, person, own);
  const hello = {
    type: 'hello',
    id: 1,
    protocolVersion,
    token,
    look,
    spawnPointId: spawnPointId(person.spawn),
  };
  socket.sendText(JSON.stringify(hello));
  const { networkId, place: start, moveEpoch } = await welcomed;
  own.moveEpoch = moveEpoch;
  surroundings.peopleByNetworkId.set(`${person.world}/${networkId}`, person.index);
  let sequence = 0;
  return {
    socket,
    person,
    start,
    heartbeat: () => socket.sendText(JSON.stringify({ type: 'ping', id: sequence })),
    takeCorrection: () => {
      const { correction } = own;
      own.correction = undefined;
      return correction;
    },
    move: ({ x, y, facing, ageMs }, isWalking) => {
      sequence = nextSequence(sequence);
      const state = isWalking ? 'walking' : 'idle';
      const place = { x: x / unitsPerTile, y: y / unitsPerTile, facing, state, ageMs } as const;
      socket.sendBinary(encodeMoveIntent({ moveEpoch: own.moveEpoch, sequence, ...place }));
    },
  };
}

function connect(
  { port, observer, peopleByNetworkId }: Surroundings,
  person: Person,
  own: Own,
): Promise<ClientSocket> {
  return ClientSocket.open(
    port,
    signalPath(worldId(person.world)),
    {
      binary: (bytes) => {
        observer.delivered(person, bytes.length, countUpdates(bytes));
        if (!person.isWitness) return;
        for (const { networkId, x, y } of readPresence(bytes).updates) {
          const index = peopleByNetworkId.get(`${person.world}/${networkId}`);
          if (index !== undefined) observer.seen(person, index, x * unitsPerTile, y * unitsPerTile);
        }
      },
      text: (text) => hear(text, person, own, observer),
      closed: (why) => observer.failed(`Atrium closed a connection: ${why}`),
    },
    { 'Sec-WebSocket-Protocol': subprotocol, Origin: `http://127.0.0.1:${port}` },
  );
}

function hear(text: string, person: Person, own: Own, observer: Observer): void {
  // Most control messages are of no concern here; parsing them all would cost the machine more than the server.
  if (!/"type":"(hello\.ok|position\.correction|error)"/.test(text)) return;
  const parsed = parseServerMessage(text);
  if (parsed.kind !== 'message') observer.failed(`unreadable: ${text}`);
  else if (parsed.message.type === 'hello.ok') own.welcome(parsed.message);
  else if (parsed.message.type === 'position.correction') {
    own.moveEpoch = parsed.message.moveEpoch;
    own.correction = parsed.message.place;
    observer.corrected(person, parsed.message.reason);
  } else observer.failed(text);
}
