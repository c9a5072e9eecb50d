import { describe, expect, it } from 'vitest';
import type { World } from '@atrium/world';
import { worldFromPlan } from '@atrium/world/testing';
import { Artist } from '../testing/artist.ts';
import type { FakeClient } from '../testing/fakeClient.ts';
import { FakeSfu } from '../testing/fakeSfu.ts';
import { Office } from '../testing/office.ts';
import { publish } from '../testing/publishing.ts';
import { Talker } from '../testing/talker.ts';

type Access = World['doors'][number]['access'];
type Plan = Parameters<typeof worldFromPlan>;

const rooms: Plan[1] = {
  zones: { m: { type: 'MeetingRoom' }, t: { type: 'TeamArea' } },
  doors: { 1: { leadsToZone: 'm', access: { type: 'knock', allowedRoles: ['Member'] } } },
};
const office1 = () =>
  worldFromPlan(['#######.......', '#mmmmm1.......', '#mCmmm#..@..tt', '#######.....tt'], rooms);

async function change(office: Office, world: World): Promise<void> {
  await publish(office, world);
  await office.pass(100);
}

const changedOf = (client: FakeClient) => {
  const { zoneId, moved, silenced, place } = client.last('world.changed') ?? {};
  return { zoneId, moved, silenced, at: [place?.x, place?.y] };
};

/** Somebody who stands in the MeetingRoom. */
async function enterRoom(office: Office, who = 'Ana:Admin'): Promise<FakeClient> {
  const client = await office.enter(who);
  await office.walk(client, 7.5, 1.5);
  await office.walk(client, 3.5, 1.5);
  return client;
}

describe('people in a World that changes', () => {
  it('go along with their room', async () => {
    const office = new Office(office1());
    const ana = await enterRoom(office, 'Ana');
    const ben = await office.enter('Ben');
    await change(
      office,
      worldFromPlan(
        ['......#######.', '......#mmmmm1.', '.@....#mCmmm#.', '......#######.', '..............'],
        rooms,
      ),
    );
    expect(changedOf(ana)).toEqual({ zoneId: 'm', moved: 'room', silenced: null, at: [9.5, 1.5] });
    expect(changedOf(ben)).toMatchObject({ zoneId: 'ground', moved: 'aside' });
    expect(ana.of('snapshot').length).toBe(2);
  });

  it('follow the seat they sit on, and stand where it is gone', async () => {
    const office = new Office(office1());
    const ana = await enterRoom(office, 'Ana');
    ana.move(2.5, 2.5, { state: 'sitting' });
    await office.pass(100);
    const plan = ['#######.......', '#mmmmm1.......', '#mmmmm#..@..tt', '#######.....tt'];
    const chair = { id: 'chair-2-2', type: 'Chair', position: { x: 4, y: 2 }, rotation: 90 } as const;
    await change(office, worldFromPlan(plan, { ...rooms, more: { objects: [chair] } }));
    expect(changedOf(ana)).toEqual({ zoneId: 'm', moved: 'seat', silenced: null, at: [4.5, 2.5] });
    expect(ana.place?.state).toBe('sitting');
    const world = office.server.liveWorlds.get('office');
    expect(world?.features.objects.locks.holderOf('chair-2-2', office.clock.nowMs())).toBe('ana');
    await change(office, worldFromPlan(plan, rooms));
    expect(changedOf(ana)).toMatchObject({ moved: null, at: [4.5, 2.5] });
    expect([ana.place?.state, [...(world?.features.objects.locks.entries() ?? [])]]).toEqual(['idle', []]);
  });

  it('make way for walls, and others see them there at once', async () => {
    const office = new Office(office1());
    const [ana, ben] = [await office.enter('Ana'), await office.enter('Ben')];
    await office.walk(ana, 11.5, 1.5);
    await change(
      office,
      worldFromPlan(['#######...####', '#mmmmm1...####', '#mCmmm#..@####', '#######.....tt'], rooms),
    );
    expect(changedOf(ana)).toMatchObject({ zoneId: 'ground', moved: 'aside', silenced: null });
    const told = ben.updates.findLast(({ networkId }) => networkId === ana.last('hello.ok')?.networkId);
    expect(told).toMatchObject({ ...ana.place, discontinuity: true });
  });

  it('are not shut into a room that is drawn over them', async () => {
    const office = new Office(worldFromPlan(['..........', '..........', '........@.', '..........']));
    const [ana, ben, cem] = [await office.enter('Ana'), await office.enter('Ben'), await office.enter('Cem')];
    await office.walk(ana, 1.5, 1.5);
    await office.walk(ben, 2.5, 1.5);
    const access: Access = { type: 'knock', allowedRoles: ['Member'] };
    const plan = ['####......', '#mm1......', '####....@.', '..........'];
    await change(
      office,
      worldFromPlan(plan, {
        zones: { m: { type: 'PrivateRoom' } },
        doors: { 1: { leadsToZone: 'm', access } },
      }),
    );
    for (const client of [ana, ben])
      expect(changedOf(client)).toMatchObject({ zoneId: 'ground', moved: 'aside' });
    expect(cem.sees).toEqual(['Ana', 'Ben']);
  });

  it('stay where a Door is put that lets them in, silent; and go where it does not', async () => {
    const plan = ['####......', '#mm1......', '####....@.'];
    const with1 = (access: { type: 'open' | 'role'; allowedRoles?: ['Admin'] }) =>
      worldFromPlan(plan, {
        zones: { m: { type: 'MeetingRoom' } },
        doors: { 1: { leadsToZone: 'm', access } },
      });
    const office = new Office(with1({ type: 'open' }));
    const [ana, ben] = [await office.enter('Ana:Admin'), await office.enter('Ben')];
    for (const client of [ana, ben]) {
      await office.walk(client, 4.5, 1.5);
      await office.walk(client, client === ana ? 1.5 : 2.5, 1.5);
    }
    await change(office, with1({ type: 'role', allowedRoles: ['Admin'] }));
    expect(changedOf(ana)).toEqual({ zoneId: 'm', moved: null, silenced: 'door', at: [1.5, 1.5] });
    expect(changedOf(ben)).toMatchObject({ zoneId: 'ground', moved: 'aside', silenced: 'zone' });
    expect([ana.sees, ben.sees]).toEqual([[], []]);
    expect(ana.of('peer.left').at(-1)).toMatchObject({ reason: 'zone', zoneId: 'ground' });
    // Nobody steps back in by leave that those get who go out on their own.
    await office.walk(ben, 4.5, 1.5);
    await office.walk(ben, 2.5, 1.5);
    expect(ben.last('position.correction')?.reason).toBe('door-closed');
  });

  it('are told why they are silent: ZoneType, Doors, walls', async () => {
    const office = new Office(office1());
    const ana = await enterRoom(office, 'Ana');
    const plan = ['#######.......', '#mmmmm1.......', '#mCmmm#..@..tt', '#######.....tt'];
    const silencedBy = async (rows: string[], options: Plan[1]) => {
      await change(office, worldFromPlan(rows, options));
      return changedOf(ana).silenced;
    };
    const asTeamArea = { ...rooms, zones: { ...rooms.zones, m: { type: 'TeamArea' } } } as const;
    expect(await silencedBy(plan, asTeamArea)).toBe('zoneType');
    expect(await silencedBy(plan, rooms)).toBe('zoneType');
    expect(
      await silencedBy(plan, { ...rooms, doors: { 1: { leadsToZone: 'm', access: { type: 'open' } } } }),
    ).toBe('door');
    expect(await silencedBy(plan, rooms)).toBe('door');
    // Walls that leave the room closed are nobody's concern; a gap is.
    expect(await silencedBy(['#######..####.', ...plan.slice(1)], rooms)).toBe(null);
    expect(await silencedBy(['##.####.......', ...plan.slice(1)], rooms)).toBe('walls');
  });

  it('of whom there are more than a limit allows all stay', async () => {
    const office = new Office(
      worldFromPlan(['tttt....', 'tttt..@.'], { zones: { t: { type: 'TeamArea' } } }),
    );
    const [ana, ben] = [await office.enter('Ana'), await office.enter('Ben')];
    await office.walk(ana, 1.5, 0.5);
    await office.walk(ben, 2.5, 1.5);
    await change(
      office,
      worldFromPlan(['tttt....', 'tttt..@.'], { zones: { t: { type: 'TeamArea', maxPeople: 1 } } }),
    );
    expect([changedOf(ana).zoneId, changedOf(ben).zoneId]).toEqual(['t', 't']);
  });

  it('who have no place at all come back on their own', async () => {
    const office = new Office(worldFromPlan(['......', '...@..']));
    const ana = await office.enter('Ana');
    const plan = ['####..', '#mm1..', '####..'];
    const access: Access = { type: 'role', allowedRoles: ['Admin'] };
    const more = { spawnPoints: [{ id: 's', position: { x: 1, y: 1 } }] };
    const world = worldFromPlan(plan, {
      zones: { m: { type: 'MeetingRoom' } },
      doors: { 1: { leadsToZone: 'm', access } },
      more,
    });
    const closed = {
      ...world,
      spawnPoints: more.spawnPoints,
      groundZone: { id: 'g2', name: 'G' },
      map: { ...world.map },
    };
    await change(office, {
      ...closed,
      doors: [
        ...world.doors,
        { id: 'door-2', bounds: { x: 4, y: 1, width: 1, height: 1 }, leadsToZone: 'g2', access },
      ],
    });
    expect(ana.closedWith).toBe('worldOutdated');
    expect(office.server.stats()).toMatchObject({ people: 0, worlds: 0 });
    expect(office.problems.reported).toEqual([]);
  });
});

describe('what people hold in a World that changes', () => {
  it('ends where its Door or Object is gone, and goes on where it is not', async () => {
    const more = {
      objects: [
        {
          id: 'booth',
          type: 'PhoneBooth',
          position: { x: 8, y: 0 },
          rotation: 0,
          occupancy: 'single',
          interaction: { action: 'use' },
        },
      ],
    } as const;
    const plan = ['#######.......', '#mmmmm1.......', '#mCmmm#..@..tt', '#######.....tt'];
    const office = new Office(worldFromPlan(plan, { ...rooms, more }));
    const ana = await enterRoom(office, 'Ana');
    const ben = await office.enter('Ben');
    await office.walk(ben, 7.5, 1.5);
    await ben.ask({ type: 'knock', doorId: 'door-1' });
    await ben.ask({ type: 'interact', objectId: 'booth' });
    await ana.ask({ type: 'door.hold', doorId: 'door-1', held: null });
    const world = office.server.liveWorlds.get('office');
    const features = world?.features;
    await change(office, worldFromPlan(plan, { ...rooms, more }));
    expect(features?.doors.knocks.of('ben')?.doorId).toBe('door-1');
    expect(features?.objects.locks.heldBy('ben')).toEqual(['booth']);
    await change(office, worldFromPlan(plan, { ...rooms, doors: { 1: { id: 'other', leadsToZone: 'm' } } }));
    expect([features?.doors.knocks.of('ben'), features?.objects.locks.heldBy('ben')]).toEqual([
      undefined,
      [],
    ]);
    expect(ben.last('knock.state')?.status).toBe('withdrawn');
    expect(ana.last('knock.over')?.status).toBe('withdrawn');
    expect(ben.holders.size).toBe(0);
  });

  it('keeps a Door locked that comes back', async () => {
    const office = new Office(office1());
    const ada = await office.enter('Ada:Admin');
    await ada.ask({ type: 'door.lock', doorId: 'door-1', locked: true });
    await office.pass(300);
    const { doors, ...others } = office1();
    await change(office, { ...others, doors: [] });
    await office.pass(300);
    await change(office, { ...others, doors });
    await office.pass(300);
    expect(ada.doors.get('door-1')).toMatchObject({ locked: true });
    expect([...(office.doorLocks.kept.get('office') ?? [])]).toEqual(['door-1']);
  });

  it('saves and closes a Whiteboard that goes; a version that has it again has what was drawn', async () => {
    const plan = ['tttt....', 'tWWt..@.', 'tttt....'];
    const with1 = (objects: NonNullable<Plan[1]>['objects'] = {}) =>
      worldFromPlan(
        plan.map((row) => (objects['W'] === undefined ? row.replace('WW', 'tt') : row)),
        {
          zones: { t: { type: 'TeamArea' } },
          objects,
        },
      );
    const kept = () => with1({ W: { type: 'Whiteboard', id: 'board', persistent: true } });
    const office = new Office(kept());
    const ana = await office.enter('Ana');
    await office.walk(ana, 3.5, 0.5);
    const artist = new Artist(ana, 'board');
    expect((await artist.open())?.type).toBe('board.open.ok');
    artist.draw('a line');
    await office.pass(20);
    await change(office, with1());
    expect(ana.of('board.closed')).toEqual([{ type: 'board.closed', objectId: 'board' }]);
    await office.pass(2_000);
    expect(office.boards.kept.has('office/board')).toBe(true);
    await change(office, kept());
    const again = new Artist(ana, 'board');
    await again.open();
    expect(again.strokes).toEqual(artist.strokes);
  });
});

describe('what people hear in a World that changes', () => {
  it('goes on in a Zone that stays, even where its room is moved', async () => {
    const office = new Office(office1(), {}, new FakeSfu());
    const [ana, ben] = [await Talker.enter(office, 'Ana'), await Talker.enter(office, 'Ben')];
    await enterTalking(office, ana, 2.5);
    const allowed = office.server.liveWorlds.get('office')?.features.doors.doors;
    allowed?.hold('door-1', 'open');
    await enterTalking(office, ben, 3.5);
    await office.pass(1_000);
    const [link] = ana.plan.links;
    expect(link?.personId).toBe('ben');
    const plans = ana.client.of('media.plan').length;
    await change(
      office,
      worldFromPlan(
        ['......#######.', '......#mmmmm1.', '.@....#mCmmm#.', '......#######.', '..............'],
        rooms,
      ),
    );
    await office.pass(1_000);
    expect(ana.client.of('media.plan').length).toBe(plans);
    expect(ana.plan.links).toEqual([link]);
    expect([changedOf(ana.client).moved, changedOf(ben.client).moved]).toEqual(['room', 'room']);
  });

  it('ends at once for people who are in another Zone, and they are silent there', async () => {
    const world = (type: 'open' | 'role') =>
      worldFromPlan(['####......', '#mm1......', '####....@.'], {
        zones: { m: { type: 'MeetingRoom' } },
        doors: {
          1: { leadsToZone: 'm', access: { type, ...(type === 'role' ? { allowedRoles: ['Admin'] } : {}) } },
        },
      });
    const office = new Office(world('open'), {}, new FakeSfu());
    const [ana, ben] = [await Talker.enter(office, 'Ana:Admin'), await Talker.enter(office, 'Ben')];
    await enterTalking(office, ana, 1.5, 4.5);
    await enterTalking(office, ben, 2.5, 4.5);
    await office.pass(1_000);
    expect(ana.connectedWith).toEqual(['ben']);
    await change(office, world('role'));
    await office.pass(20);
    expect([ana.connectedWith, ben.connectedWith]).toEqual([[], []]);
    const { media } = office.server.liveWorlds.get('office')?.features.media ?? {};
    expect(media?.member('ben')?.switches).toMatchObject({ microphone: false, camera: false, screen: false });
    // What was said before the change was known switches nothing on; what is said afterwards does.
    await ben.switch({ microphone: true, worldVersion: 1 });
    expect(media?.member('ben')?.switches.microphone).toBe(false);
    await ben.switch({ microphone: true, worldVersion: 2 });
    expect(media?.member('ben')?.switches.microphone).toBe(true);
  });
});

describe('a ticket of the version before', () => {
  it('leads back into a room whose Doors are the same, and past no other Door', async () => {
    const office = new Office(office1(), { detachedMs: 200 });
    const ben = await enterRoom(office, 'Ben');
    office.server.liveWorlds.get('office')?.features.doors.doors.hold('door-1', 'open');
    let ana = await enterRoom(office, 'Ana');
    office.server.liveWorlds.get('office')?.features.doors.doors.hold('door-1', null);
    await office.walk(ben, 1.5, 1.5);
    const comeBackAfter = async (world: World) => {
      ana.drop();
      await office.pass(1_000);
      ben.request('ping');
      expect(ben.sees).toEqual([]);
      await change(office, world);
      const ticket = ana.ticket ?? '';
      ana = await office.enter('Ana', { ticket, worldVersion: office.worlds.version });
      return ana.zoneId;
    };
    const plan = ['#######.......', '#mmmmm1.......', '#mCmmm#P.@..tt', '#######.....tt'];
    expect(await comeBackAfter(worldFromPlan(plan, rooms))).toBe('m');
    const forAdmins: Access = { type: 'role', allowedRoles: ['Admin', 'Member'] };
    expect(
      await comeBackAfter(
        worldFromPlan(plan, { ...rooms, doors: { 1: { leadsToZone: 'm', access: forAdmins } } }),
      ),
    ).toBe('m');
    expect(await comeBackAfter(worldFromPlan(plan, rooms))).toBe('ground');
  });
});

async function enterTalking(office: Office, { client }: Talker, x: number, atDoor = 7.5): Promise<void> {
  await office.walk(client, atDoor, 1.5);
  await office.walk(client, x, 1.5);
}
