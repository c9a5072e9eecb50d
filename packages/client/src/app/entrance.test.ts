import { describe, expect, test } from 'vitest';
import type { GuestRequest } from '@atrium/protocol';
import type { WorldSpace } from '@atrium/world';
import type { AtriumApi } from '../api/atriumApi.ts';
import { avatarPresets } from '../rendering/art/avatarPresets.ts';
import { browserStore } from '../settings/keyValueStore.ts';
import { createProfile } from '../settings/profile.ts';
import { Entrance } from './entrance.ts';
import type { Route } from './route.ts';
import { createTicketStore } from '../visit/ticketStore.ts';

const blocked = () => {
  throw new DOMException('blocked', 'SecurityError');
};
const [look] = avatarPresets;
if (look === undefined) throw new Error('there is no preset');
const wishes = { name: ' Ana ', look, spawnPointId: 'door' };
const space = {} as WorldSpace;

function setUp(route: Route = { kind: 'defaultWorld' }, api: Partial<AtriumApi> = {}) {
  const profile = createProfile(browserStore(blocked));
  const tabStorage = browserStore(blocked);
  const asked: GuestRequest[] = [];
  const entrance = new Entrance(
    {
      profile,
      tabStorage,
      openWorldFile: async () => space,
      api: {
        listWorlds: async () => ({
          ok: true,
          value: {
            worlds: ['hq', 'lab'].map((worldId) => ({ worldId, name: worldId, people: 0 })),
            embedOrigins: [],
          },
        }),
        readWorld: async () => ({ ok: true, value: new Uint8Array() }),
        enrolGuest: async (request) => {
          asked.push(request);
          const token = `token ${asked.length}`;
          return { ok: true, value: { token, personId: 'p', name: request.name, expiresAt: 0 } };
        },
        ...api,
      },
    },
    route,
  );
  return { entrance, profile, tabStorage, asked, stage: () => entrance.stage.getState() };
}

describe('the entrance', () => {
  test('leads to the lobby of the first World, or of the one in the address', async () => {
    const byDefault = setUp();
    await byDefault.entrance.start();
    expect(byDefault.stage()).toMatchObject({ kind: 'lobby', world: { worldId: 'hq' }, because: undefined });
    const named = setUp({ kind: 'world', worldId: 'lab' });
    await named.entrance.start();
    expect(named.stage()).toMatchObject({ world: { worldId: 'lab' }, others: [{ worldId: 'hq' }] });
  });

  test.each<[string, Route, Partial<AtriumApi>, string]>([
    ['no such page', { kind: 'notFound' }, {}, 'notFound'],
    ['no such World', { kind: 'world', worldId: 'attic' }, {}, 'unknownWorld'],
    [
      'no Worlds',
      { kind: 'defaultWorld' },
      { listWorlds: async () => ({ ok: true, value: { worlds: [], embedOrigins: [] } }) },
      'noWorlds',
    ],
    [
      'no server',
      { kind: 'defaultWorld' },
      { listWorlds: async () => ({ ok: false, failure: { kind: 'unreachable' } }) },
      'unreachable',
    ],
  ])('says so where there is %s', async (_case, route, api, page) => {
    const { entrance, stage } = setUp(route, api);
    await entrance.start();
    expect(stage()).toMatchObject({ kind: 'message', page });
  });

  test('lets somebody in by name, and knows them the next time', async () => {
    const { entrance, stage, asked, profile } = setUp();
    await entrance.start();
    expect(await entrance.enter(wishes)).toBeUndefined();
    expect(stage()).toMatchObject({ kind: 'world', visitor: { name: 'Ana', token: 'token 1' }, visit: 1 });
    expect([profile.name(), profile.look(), profile.spawnPointId('hq')]).toEqual(['Ana', look, 'door']);
    await entrance.toLobby('left');
    await entrance.enter(wishes);
    expect(asked).toEqual([{ name: 'Ana' }, { name: 'Ana', token: 'token 1' }]);
  });

  test('stays in the lobby when the server refuses the name', async () => {
    const failure = { kind: 'refused', code: 'name_invalid' } as const;
    const { entrance, stage } = setUp(undefined, { enrolGuest: async () => ({ ok: false, failure }) });
    await entrance.start();
    expect(await entrance.enter(wishes)).toEqual(failure);
    expect(stage().kind).toBe('lobby');
  });

  test('leads straight back into the World where this tab has a ticket for it', async () => {
    const { entrance, stage, profile, tabStorage } = setUp();
    profile.rememberToken('token');
    profile.rememberLook(look);
    createTicketStore(tabStorage, 'hq').save('ticket');
    await entrance.start();
    expect(stage()).toMatchObject({ kind: 'world', visitor: { token: 'token' } });
  });

  test('after leaving there is no ticket back', async () => {
    const { entrance, stage, tabStorage } = setUp();
    await entrance.start();
    await entrance.enter(wishes);
    createTicketStore(tabStorage, 'hq').save('ticket');
    await entrance.toLobby('left');
    expect(stage()).toMatchObject({ kind: 'lobby', because: 'left' });
    expect(createTicketStore(tabStorage, 'hq').load()).toBeUndefined();
  });

  test('a token that has expired is renewed once; when that does not help, the lobby asks', async () => {
    const { entrance, stage, asked } = setUp();
    await entrance.start();
    await entrance.enter(wishes);
    await entrance.renewToken();
    expect(asked[1]).toEqual({ name: 'Ana' });
    expect(stage()).toMatchObject({ kind: 'world', visitor: { token: 'token 2' }, visit: 2 });
    await entrance.renewToken();
    expect(stage()).toMatchObject({ kind: 'lobby', because: 'token_invalid' });
    expect(asked).toHaveLength(2);
  });

  test('a World whose file is damaged is not entered', async () => {
    const { profile, tabStorage } = setUp();
    const entrance = new Entrance(
      {
        profile,
        tabStorage,
        api: {
          listWorlds: async () => ({
            ok: true,
            value: { worlds: [{ worldId: 'hq', name: 'HQ', people: 0 }], embedOrigins: [] },
          }),
          readWorld: async () => ({ ok: true, value: new Uint8Array() }),
          enrolGuest: async ({ name }) => ({
            ok: true,
            value: { token: 't', personId: 'p', name, expiresAt: 0 },
          }),
        },
        openWorldFile: async () => undefined,
      },
      { kind: 'defaultWorld' },
    );
    await entrance.start();
    await entrance.enter(wishes);
    expect(entrance.stage.getState()).toMatchObject({ kind: 'message', page: 'brokenWorld' });
  });
});
