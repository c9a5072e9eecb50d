import type { ServerMessage, ServerMessageOf } from '@atrium/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { silentLog } from '../log/log.ts';
import { WorldChanges } from './worldChanges.ts';

const coming = (version: number): ServerMessage => ({
  type: 'world.coming',
  version,
  file: `/file/${version}`,
});
const changed = (version: number): ServerMessageOf<'world.changed'> => ({
  type: 'world.changed',
  version,
  by: { personId: 'ana', name: 'Ana', role: 'Editor' },
  moveEpoch: 4,
  place: { x: 1.5, y: 1.5, facing: 'S', state: 'idle' },
  zoneId: 'ground',
  moved: null,
  silenced: null,
});
const renamed: ServerMessage = { type: 'world.renamed', name: 'Office' };

let said: string[];
let read: Map<number, (isRead: boolean) => void>;
let changes: WorldChanges;
/** Lets what waits for the file go on. */
const settle = async () => {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
};

beforeEach(() => {
  said = [];
  read = new Map();
  changes = new WorldChanges({
    connection: {
      cast: (message) =>
        said.push(message.type === 'world.ready' ? `ready ${message.version}` : message.type),
      end: (reason) => said.push(`end ${reason}`),
    },
    prepare: ({ version }) =>
      new Promise((resolve) =>
        read.set(version, (isRead) => resolve(isRead ? () => said.push(`space ${version}`) : undefined)),
      ),
    log: silentLog,
    begun: ({ version }) => said.push(`begun ${version}`),
    changed: ({ version }) => said.push(`changed ${version}`),
    receive: (message) => said.push(message.type),
  });
});

describe('a version that is coming', () => {
  it('is read ahead, told of as ready, and taken when the server does', async () => {
    expect(changes.receive(coming(2))).toBe(true);
    read.get(2)?.(true);
    await settle();
    expect(said).toEqual(['ready 2']);
    expect(changes.receive(renamed)).toBe(false);
    changes.receive(changed(2));
    expect(said).toEqual(['ready 2', 'begun 2', 'space 2', 'changed 2']);
    expect(changes.isWaiting).toBe(false);
  });

  it('that is read late lets everything that the server says since wait for it, in order', async () => {
    changes.receive(coming(2));
    changes.receive(changed(2));
    expect(changes.isWaiting).toBe(true);
    expect(changes.receive(renamed)).toBe(true);
    read.get(2)?.(true);
    await settle();
    expect(said).toEqual(['begun 2', 'space 2', 'changed 2', 'world.renamed']);
    expect(changes.isWaiting).toBe(false);
  });

  it('that cannot be read ends the connection once the server is in it', async () => {
    changes.receive(coming(2));
    read.get(2)?.(false);
    await settle();
    expect(said).toEqual([]);
    changes.receive(changed(2));
    expect(said).toEqual(['begun 2', 'end worldOutdated']);
  });

  it('is passed over where a later one is coming before the server has changed', async () => {
    changes.receive(coming(2));
    changes.receive(coming(3));
    read.get(2)?.(true);
    read.get(3)?.(true);
    await settle();
    expect(said).toEqual(['ready 3']);
    changes.receive(changed(3));
    expect(said.slice(1)).toEqual(['begun 3', 'space 3', 'changed 3']);
  });

  it('is waited for while the one after it is coming', async () => {
    changes.receive(coming(2));
    changes.receive(changed(2));
    changes.receive(coming(3));
    read.get(3)?.(true);
    await settle();
    expect(changes.isWaiting).toBe(true);
    read.get(2)?.(true);
    await settle();
    expect(said).toEqual(['begun 2', 'ready 3', 'space 2', 'changed 2']);
    changes.receive(changed(3));
    expect(said.slice(4)).toEqual(['begun 3', 'space 3', 'changed 3']);
  });

  it('counts no more on the next connection', async () => {
    changes.receive(coming(2));
    changes.receive(changed(2));
    changes.forget();
    read.get(2)?.(true);
    await settle();
    expect(said).toEqual(['begun 2']);
  });
});
