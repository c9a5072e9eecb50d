import { describe, expect, test } from 'vitest';
import type { GuestRequest } from '@atrium/protocol';
import type { DrawnWorldSpace } from '@atrium/world';
import type { AtriumApi } from '../api/atriumApi.ts';
import { SignIn } from '../account/signIn.ts';
import { avatarPresets } from '../rendering/art/avatarPresets.ts';
import { browserStore } from '../settings/keyValueStore.ts';
import { createProfile } from '../settings/profile.ts';
import { Entrance } from './entrance.ts';
import type { Route } from './route.ts';
import { createTicketStore } from '../visit/ticketStore.ts';
import { silentLog } from '../log/log.ts';

const blocked = () => {
  throw new DOMException('blocked', 'SecurityError');
};
const [look] = avatarPresets;
if (look === undefined) throw new Error('there is no preset');
const wishes = { name: ' Ana ', look, spawnPointId: 'door', enteredAt: undefined };
const spaceWith = (spawnPointId: string) =>
  ({ world: { meta: { name: 'HQ' }, spawnPoints: [{ id: spawnPointId }] } }) as unknown as DrawnWorldSpace;

const summaryOf = (worldId: string, version = 1) => ({
  worldId,
  name: worldId,
  people: 0,
  version,
  file: `/file/${worldId}/${version}`,
});

const account = {
  personId: 'ana',
  email: 'ana@example.org',
  name: 'Ana',
  look,
  picture: null,
  role: 'Member' as const,
  hasPassword: true,
  workspace: { workspaceId: 'acme', name: 'Acme', logo: null },
  workspaces: [],
};

/** Nobody is signed in, and nobody can be asked. */
const signedOut = (
  clock = { nowMs: 0 },
  fetchFromServer: typeof fetch = () => Promise.reject(new TypeError('no network')),
) =>
  new SignIn({
    log: silentLog,
    fetch: fetchFromServer,
    storage: browserStore(blocked, silentLog),
    nowMs: () => clock.nowMs,
    after: () => () => undefined,
  });

function setUp(
  route: Route = { kind: 'defaultWorld' },
  api: Partial<AtriumApi> = {},
  clock = { nowMs: 0 },
  refresh?: typeof fetch,
  pause: (ms: number) => Promise<void> = async () => undefined,
  openWorldFile: () => Promise<DrawnWorldSpace | undefined> = async () => spaceWith('door'),
) {
  const profile = createProfile(browserStore(blocked, silentLog), silentLog);
  const tabStorage = browserStore(blocked, silentLog);
  const asked: GuestRequest[] = [];
  const signIn = signedOut(clock, refresh);
  const goneTo: string[] = [];
  /** What one has yet to look at before one is led away. */
  const unsaved = { promise: Promise.resolve() };
  const entrance = new Entrance(
    {
      profile,
      signIn,
      tabStorage,
      goTo: (address) => goneTo.push(address),
      beforeSignIn: () => unsaved.promise,
      nowMs: () => clock.nowMs,
      pause,
      openWorldFile,
      api: {
        listWorlds: async () => ({
          ok: true,
          value: {
            worlds: ['hq', 'lab'].map((worldId) => summaryOf(worldId)),
            embedOrigins: [],
            links: [],
            accounts: null,
          },
        }),
        readWorldFile: async () => ({ ok: true, value: new Uint8Array() }),
        enrolGuest: async (request) => {
          asked.push(request);
          const token = `token ${asked.length}`;
          return { ok: true, value: { token, personId: 'p', name: request.name, expiresAt: 0 } };
        },
        changeAccount: async () => ({ ok: false, failure: { kind: 'unreachable' } }),
        post: async () => ({ ok: false, failure: { kind: 'unreachable' } }),
        ...api,
      },
    },
    route,
  );
  const stage = () => entrance.stage.getState();
  const token = () => {
    const shown = stage();
    return shown.kind === 'world' ? shown.visitor.token() : undefined;
  };
  return { entrance, profile, signIn, goneTo, tabStorage, asked, stage, token, unsaved };
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
      {
        listWorlds: async () => ({
          ok: true,
          value: { worlds: [], embedOrigins: [], links: [], accounts: null },
        }),
      },
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
    const { entrance, stage, asked, profile, token } = setUp();
    await entrance.start();
    expect(await entrance.enter(wishes)).toBeUndefined();
    expect(stage()).toMatchObject({ kind: 'world', visitor: { name: 'Ana' }, visit: 1 });
    expect(token()).toBe('token 1');
    expect([profile.name(), profile.look(), profile.spawnPointId('hq')]).toEqual(['Ana', look, 'door']);
    await entrance.toLobby('left');
    await entrance.enter(wishes);
    expect(asked).toEqual([
      { name: 'Ana', worldId: 'hq' },
      { name: 'Ana', worldId: 'hq', token: 'token 1' },
    ]);
  });

  test('stays in the lobby when the server refuses the name', async () => {
    const failure = { kind: 'refused', code: 'name_invalid' } as const;
    const { entrance, stage } = setUp(undefined, { enrolGuest: async () => ({ ok: false, failure }) });
    await entrance.start();
    expect(await entrance.enter(wishes)).toEqual(failure);
    expect(stage().kind).toBe('lobby');
  });

  test('leads straight back into the World where this tab has a ticket for it', async () => {
    const { entrance, stage, profile, tabStorage, token } = setUp();
    profile.rememberToken('token');
    profile.rememberLook(look);
    createTicketStore(tabStorage, 'hq').save('ticket');
    await entrance.start();
    expect(stage().kind).toBe('world');
    expect(token()).toBe('token');
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
    const { entrance, stage, asked, token } = setUp();
    await entrance.start();
    await entrance.enter(wishes);
    await entrance.renewToken();
    expect(asked[1]).toEqual({ name: 'Ana', worldId: 'hq', token: 'token 1' });
    expect(stage()).toMatchObject({ kind: 'world', visit: 2 });
    expect(token()).toBe('token 2');
    await entrance.renewToken();
    expect(stage()).toMatchObject({ kind: 'lobby', because: 'token_invalid' });
    expect(asked).toHaveLength(2);
  });

  test('who is signed out is not led away from the World before they have seen what they may lose', async () => {
    const { entrance, stage, unsaved } = setUp();
    await entrance.start();
    await entrance.enter(wishes);
    await entrance.renewToken();
    let seen: () => void = () => undefined;
    unsaved.promise = new Promise((resolve) => (seen = resolve));
    const led = entrance.renewToken();
    await Promise.resolve();
    expect(stage().kind).toBe('world');
    seen();
    await led;
    expect(stage()).toMatchObject({ kind: 'lobby', because: 'token_invalid' });
  });

  test('an access token that expired while the machine slept is replaced at every wake-up', async () => {
    const clock = { nowMs: 0 };
    const { entrance, stage, signIn, token } = setUp(undefined, {}, clock, async () => {
      const answer = { accessToken: `access at ${clock.nowMs}`, expiresAt: clock.nowMs + 900_000, account };
      return new Response(JSON.stringify(answer));
    });
    signIn.accept({ accessToken: 'access', expiresAt: 900_000, account });
    await entrance.start();
    await entrance.enter({ ...wishes, name: 'Ana' });
    for (const wokenMs of [3_600_000, 7_200_000, 10_800_000]) {
      clock.nowMs = wokenMs;
      await entrance.renewToken();
      expect(stage().kind).toBe('world');
      expect(token()).toBe(`access at ${wokenMs}`);
    }
    // The same token, refused at once, is no matter of time.
    await entrance.renewToken();
    expect(stage()).toMatchObject({ kind: 'lobby', because: 'token_invalid' });
  });

  test('whose Role changes twice within a moment stays in the World: a change refuses no token', async () => {
    const { entrance, stage, token } = setUp();
    await entrance.start();
    await entrance.enter(wishes);
    await entrance.renewToken('accessChanged');
    await entrance.renewToken('accessChanged');
    expect(stage()).toMatchObject({ kind: 'world', visit: 3 });
    expect(token()).toBe('token 3');
  });

  describe('a World of which another version was published', () => {
    /** A server whose World changes, and what was fetched of it. */
    const changing = () => {
      const server = { version: 1, isReached: true };
      const fetched: string[] = [];
      const waited: number[] = [];
      const set = setUp(
        undefined,
        {
          listWorlds: async () =>
            server.isReached
              ? {
                  ok: true,
                  value: {
                    worlds: [summaryOf('hq', server.version)],
                    embedOrigins: [],
                    links: [],
                    accounts: null,
                  },
                }
              : { ok: false, failure: { kind: 'unreachable' } },
          readWorldFile: async (file) => {
            fetched.push(file);
            return { ok: true, value: new Uint8Array() };
          },
        },
        undefined,
        undefined,
        async (ms) => {
          waited.push(ms);
          if (waited.length === 3) server.isReached = true;
        },
        async () => spaceWith(server.version === 1 ? 'door' : 'gate'),
      );
      return { server, fetched, waited, ...set };
    };

    test('is fetched, and gone on in, without a reload', async () => {
      const { entrance, server, stage, fetched, token } = changing();
      await entrance.start();
      await entrance.enter(wishes);
      expect(stage()).toMatchObject({ kind: 'world', version: 1, visit: 1 });
      const before = token();
      server.version = 3;
      await entrance.renewWorld();
      expect(stage()).toMatchObject({ kind: 'world', version: 3, visit: 2 });
      expect([token(), fetched]).toEqual([before, ['/file/hq/1', '/file/hq/3']]);
    });

    test('is fetched anew too by whoever comes back to the lobby', async () => {
      const { entrance, server, stage, fetched } = changing();
      await entrance.start();
      await entrance.enter(wishes);
      await entrance.toLobby('left');
      await entrance.enter(wishes);
      expect(fetched).toEqual(['/file/hq/1']);
      server.version = 2;
      await entrance.toLobby('left');
      await entrance.enter(wishes);
      expect([stage(), fetched.length]).toMatchObject([{ version: 2 }, 2]);
    });

    test('is waited for while the server cannot be reached, or still names the one before', async () => {
      const { entrance, server, stage, waited, fetched } = changing();
      await entrance.start();
      await entrance.enter(wishes);
      server.isReached = false;
      server.version = 2;
      await entrance.renewWorld();
      expect([stage(), waited.length]).toMatchObject([{ version: 2, visit: 2 }, 3]);
      await entrance.renewWorld();
      expect([stage(), waited.length, fetched.length]).toMatchObject([{ version: 2, visit: 3 }, 4, 2]);
    });

    test.each(['rate_limited', 'server_busy', 'storage_unavailable', 'internal'] as const)(
      'is waited for while the server refuses with %s, as it may when everybody asks at once',
      async (code) => {
        const refused = { ok: false, failure: { kind: 'refused', code } } as const;
        let lists = 0;
        let files = 0;
        const { entrance, stage } = setUp(undefined, {
          listWorlds: async () => {
            if (++lists === 2) return refused;
            const worlds = [summaryOf('hq', lists === 1 ? 1 : 2)];
            return { ok: true, value: { worlds, embedOrigins: [], links: [], accounts: null } };
          },
          readWorldFile: async () => (++files === 2 ? refused : { ok: true, value: new Uint8Array() }),
        });
        await entrance.start();
        await entrance.enter(wishes);
        await entrance.renewWorld();
        expect(stage()).toMatchObject({ kind: 'world', version: 2, visit: 2 });
        expect([lists, files]).toEqual([4, 3]);
      },
    );

    test('is read ahead while one is in the World, and is the one that is entered from then on', async () => {
      const { entrance, server, stage, fetched } = changing();
      await entrance.start();
      await entrance.enter(wishes);
      server.version = 2;
      const coming = { version: 2, file: '/file/hq/2?seal' };
      const space = await entrance.readComing(coming);
      expect([space?.world.spawnPoints[0]?.id, stage(), fetched]).toMatchObject([
        'gate',
        { version: 1, visit: 1 },
        ['/file/hq/1', '/file/hq/2?seal'],
      ]);
      if (space !== undefined) entrance.worldChanged(space, coming.version);
      expect(stage()).toMatchObject({ visit: 1 });
      entrance.enterAgain();
      expect(stage()).toMatchObject({ version: 2, visit: 2, visitor: { spawnPointId: undefined } });
      // A later version is told from the one that the World was changed to.
      server.version = 3;
      await entrance.renewWorld();
      expect([stage(), fetched.at(-1)]).toMatchObject([{ version: 3, visit: 3 }, '/file/hq/3']);
    });

    test('that is coming is asked for again while it cannot be reached, and given up where it is damaged', async () => {
      let asked = 0;
      const { entrance } = setUp(undefined, {
        readWorldFile: async () =>
          ++asked < 3
            ? { ok: false, failure: { kind: 'unreachable' } }
            : { ok: true, value: new Uint8Array() },
      });
      expect(await entrance.readComing({ version: 2, file: '/file' })).toBeDefined();
      expect(asked).toBe(3);
      const damaged = setUp(undefined, {}, undefined, undefined, undefined, async () => undefined);
      expect(await damaged.entrance.readComing({ version: 2, file: '/file' })).toBeUndefined();
    });

    test('is entered though it has no more the SpawnPoint that one came by', async () => {
      const { entrance, server, stage } = changing();
      await entrance.start();
      await entrance.enter(wishes);
      expect(stage()).toMatchObject({ visitor: { name: 'Ana', spawnPointId: 'door' } });
      server.version = 2;
      await entrance.renewWorld();
      expect(stage()).toMatchObject({ version: 2, visitor: { name: 'Ana', spawnPointId: undefined } });
    });

    /** A server that takes each access token until a version is published, and then only the next. */
    const expiring = (answers: readonly Response[]) => {
      const published = { version: 1 };
      const left = [...answers];
      const set = setUp(
        undefined,
        {
          listWorlds: async () => {
            const { version } = published;
            const worlds = set.signIn.token === `token ${version}` ? [summaryOf('hq', version)] : [];
            const accounts = { isSetUp: true, oidcName: null };
            return { ok: true, value: { worlds, embedOrigins: [], links: [], accounts } };
          },
        },
        undefined,
        async () => left.shift() ?? Promise.reject(new TypeError('no network')),
      );
      return { published, ...set };
    };
    const tokenAnswer = (accessToken: string) => Response.json({ account, accessToken, expiresAt: 900_000 });
    const signedOutAnswer = () => new Response('', { status: 401 });

    test('is found with a new access token where the old one has just expired', async () => {
      const { entrance, published, signIn, stage } = expiring([
        tokenAnswer('token 1'),
        tokenAnswer('token 2'),
      ]);
      await signIn.refresh();
      await entrance.start();
      await entrance.enter({ ...wishes, name: account.name });
      published.version = 2;
      await entrance.renewWorld();
      expect([stage(), signIn.token]).toMatchObject([{ kind: 'world', version: 2 }, 'token 2']);
    });

    test('leads people who were signed out meanwhile to the sign-in page', async () => {
      const { entrance, published, signIn, goneTo } = expiring([tokenAnswer('token 1'), signedOutAnswer()]);
      await signIn.refresh();
      await entrance.start();
      await entrance.enter({ ...wishes, name: account.name });
      published.version = 2;
      await entrance.renewWorld();
      expect(goneTo).toEqual([expect.stringContaining('/sign-in')]);
    });

    test('is waited for where no new token comes for an expired one', async () => {
      const { entrance, published, signIn, stage } = expiring([tokenAnswer('token 1')]);
      await signIn.refresh();
      await entrance.start();
      await entrance.enter({ ...wishes, name: account.name });
      published.version = 2;
      await entrance.renewWorld();
      expect(stage()).toMatchObject({ kind: 'message', page: 'unreachable' });
    });

    test('is found though the address from before has expired', async () => {
      const outcomes = ['address_expired', 'version_unknown'] as const;
      for (const code of outcomes) {
        let asked = 0;
        const { entrance, stage } = setUp(undefined, {
          readWorldFile: async () =>
            asked++ === 0
              ? { ok: false, failure: { kind: 'refused', code } }
              : { ok: true, value: new Uint8Array() },
        });
        await entrance.start();
        await entrance.enter(wishes);
        expect([stage().kind, asked]).toEqual(['world', 2]);
      }
    });
  });

  test('a machine that wakes before its network waits for it, and the visit goes on', async () => {
    let attempts = 0;
    const { entrance, stage, signIn, token } = setUp(undefined, {}, { nowMs: 0 }, async () => {
      if (++attempts < 4) throw new TypeError('no network');
      return new Response(JSON.stringify({ accessToken: 'fresh', expiresAt: 900_000, account }));
    });
    signIn.accept({ accessToken: 'access', expiresAt: 900_000, account });
    await entrance.start();
    await entrance.enter({ ...wishes, name: 'Ana' });
    await entrance.renewToken();
    expect([stage().kind, token()]).toEqual(['world', 'fresh']);
  });

  test('a World whose file is damaged is not entered', async () => {
    const { profile, tabStorage } = setUp();
    const entrance = new Entrance(
      {
        profile,
        tabStorage,
        signIn: signedOut(),
        goTo: () => undefined,
        beforeSignIn: async () => undefined,
        nowMs: () => 0,
        pause: async () => undefined,
        api: {
          changeAccount: async () => ({ ok: false, failure: { kind: 'unreachable' } }),
          post: async () => ({ ok: false, failure: { kind: 'unreachable' } }),
          listWorlds: async () => ({
            ok: true,
            value: { worlds: [summaryOf('hq')], embedOrigins: [], links: [], accounts: null },
          }),
          readWorldFile: async () => ({ ok: true, value: new Uint8Array() }),
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

  const nothingToEnter = (isSetUp: boolean): Partial<AtriumApi> => ({
    listWorlds: async () => ({
      ok: true,
      value: { worlds: [], embedOrigins: [], links: [], accounts: { isSetUp, oidcName: null } },
    }),
  });

  test('leads whoever is signed out to where they sign in, and back', async () => {
    const named = setUp({ kind: 'world', worldId: 'hq' }, nothingToEnter(true));
    await named.entrance.start();
    const byDefault = setUp(undefined, nothingToEnter(true));
    await byDefault.entrance.start();
    expect([...named.goneTo, ...byDefault.goneTo]).toEqual(['/sign-in?back=%2Fw%2Fhq', '/sign-in']);
  });

  test('says so where nobody has made a Workspace yet', async () => {
    const { entrance, stage } = setUp(undefined, nothingToEnter(false));
    await entrance.start();
    expect(stage()).toMatchObject({ kind: 'message', page: 'notSetUp' });
  });

  test('lets whoever is signed in enter as themselves, and keeps what they change', async () => {
    const changes: unknown[] = [];
    const { entrance, signIn, asked, token } = setUp(undefined, {
      changeAccount: async (_token, change) => {
        changes.push(change);
        return { ok: true, value: { ...account, name: 'Ann' } };
      },
    });
    signIn.accept({ accessToken: 'access', expiresAt: 60_000, account });
    await entrance.start();
    expect(await entrance.enter({ ...wishes, name: 'Ana' })).toBeUndefined();
    expect([token(), changes, asked]).toEqual(['access', [], []]);
    await entrance.toLobby('left');
    await entrance.enter({ ...wishes, name: 'Ann' });
    expect(changes).toEqual([{ name: 'Ann', look }]);
    expect(signIn.account?.name).toBe('Ann');
  });

  test('brings the guest link of a World along', async () => {
    const { entrance, profile, asked } = setUp();
    profile.rememberGuestLink('hq', 'secret');
    await entrance.start();
    await entrance.enter(wishes);
    expect(asked).toEqual([{ name: 'Ana', worldId: 'hq', link: 'secret' }]);
  });
});
