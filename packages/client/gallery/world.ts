/*
 * Shows a World with people who walk about by themselves:
 * `world.html?people=12&x=29&y=22&zoom=1&renderer=canvas&walk=1&sit=1&still=1&motion=reduced`.
 * A page for whoever draws; it is not part of the Client.
 */
import { createWorldSpace, facingTowards, findPath, noRestrictions, worldSchema } from '@atrium/world';
import type { Facing, Position, DrawnWorldSpace } from '@atrium/world';
import { avatarPresets } from '../src/rendering/art/index.ts';
import { createWorldView } from '../src/rendering/worldView.ts';
import type { WorldScene, WorldView } from '../src/rendering/worldView.ts';
import type { AvatarView } from '../src/session/avatarView.ts';
import headquarters from '../../world/worlds/headquarters.world.json';
import { silentLog } from '../src/log/log.ts';

const query = new URLSearchParams(location.search);
const numberOf = (key: string, otherwise: number): number => Number(query.get(key) ?? otherwise);

const names =
  'Ana,Ben,Mia,Raj,Noor,Léa,Kenji,Sofia,Tomás,Ingrid,Omar,Zoë,Aleksandra Wiśniewska,Li Wei,Priya,Jonas'.split(
    ',',
  );
const tilesPerMs = 4 / 1000;

/** Random numbers that are the same each time. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 0x1_0000_0000;
  };
}

interface Walker {
  readonly key: string;
  readonly name: string;
  readonly index: number;
  x: number;
  y: number;
  facing: Facing;
  state: 'idle' | 'walking' | 'sitting';
  way: Position[];
  restsUntilMs: number;
}

function freePlaceIn(space: DrawnWorldSpace, zoneId: string, random: () => number): Position {
  const areas = space.zones.areaOf(zoneId);
  for (let attempt = 0; attempt < 500; attempt++) {
    const area = areas[Math.floor(random() * areas.length)];
    if (area === undefined) break;
    const x = area.x + Math.floor(random() * area.width);
    const y = area.y + Math.floor(random() * area.height);
    if (!space.collision.isSolid(x, y) && space.gateAtTile(x, y) === undefined)
      return { x: x + 0.5, y: y + 0.5 };
  }
  return { x: 0.5, y: 0.5 };
}

class ScriptedScene implements WorldScene {
  readonly space: DrawnWorldSpace;
  readonly walkers: Walker[] = [];
  readonly zoneCounts = new Map<string, number>();
  readonly isStill = query.has('still');
  private readonly random = seeded(numberOf('seed', 7));
  private lastMs: number | undefined;

  constructor(space: DrawnWorldSpace) {
    this.space = space;
    const start = { x: numberOf('x', 29) + 0.5, y: numberOf('y', 22) + 0.5 };
    const zoneId = space.zones.at(start).id;
    for (let index = 0; index < numberOf('people', 12); index++) {
      const seat = query.has('sit') && index > 0 && index % 2 === 0 ? this.freeSeat(zoneId) : undefined;
      const place = index === 0 ? start : (seat?.position ?? freePlaceIn(space, zoneId, this.random));
      this.walkers.push({
        key: `person-${index}`,
        name: names[index % names.length] ?? '',
        index,
        ...place,
        facing: seat?.facing ?? (['SW', 'S', 'SE', 'E', 'W', 'NW', 'N', 'NE'] as const)[index % 8] ?? 'S',
        state: seat === undefined ? 'idle' : 'sitting',
        way: [],
        restsUntilMs: 0,
      });
    }
    this.zoneCounts
      .set('lounge', 12)
      .set('aurora', 3)
      .set('juniper', 1)
      .set('kitchen', 4)
      .set('engineering', 12);
  }

  private freeSeat(zoneId: string) {
    const taken = new Set(this.walkers.map(({ x, y }) => `${x}/${y}`));
    const free = this.space.seats.filter(
      ({ position }) =>
        this.space.zones.at(position).id === zoneId && !taken.has(`${position.x}/${position.y}`),
    );
    return free[Math.floor(this.random() * free.length)];
  }

  get selfZoneId(): string {
    const self = this.walkers[0];
    return this.space.zones.at(self ?? { x: 0, y: 0 }).id;
  }

  goTo(place: Position): void {
    const self = this.walkers[0];
    if (self === undefined) return;
    const way = findPath(
      this.space,
      noRestrictions,
      { position: self, zoneId: this.selfZoneId, state: self.state },
      place,
    );
    self.way = [...(way ?? [])];
    if (self.way.length > 0) self.state = 'walking';
  }

  advance(nowMs: number): void {
    const elapsedMs = this.lastMs === undefined ? 0 : Math.min(100, nowMs - this.lastMs);
    this.lastMs = nowMs;
    for (const walker of this.walkers) {
      const wanders = !this.isStill && (walker.index > 0 || query.has('walk')) && walker.state !== 'sitting';
      if (wanders && walker.way.length === 0 && nowMs > walker.restsUntilMs) this.setOut(walker, nowMs);
      this.step(walker, elapsedMs * tilesPerMs);
    }
  }

  private setOut(walker: Walker, nowMs: number): void {
    walker.restsUntilMs = nowMs + numberOf('rest', 0) * this.random();
    const zoneId = this.space.zones.at(walker).id;
    const from = { position: walker, zoneId, state: walker.state };
    walker.way = [
      ...(findPath(this.space, noRestrictions, from, freePlaceIn(this.space, zoneId, this.random)) ?? []),
    ];
    walker.state = walker.way.length > 0 ? 'walking' : 'idle';
  }

  private step(walker: Walker, tiles: number): void {
    let left = tiles;
    while (left > 0) {
      const next = walker.way[0];
      if (next === undefined) break;
      const away = Math.hypot(next.x - walker.x, next.y - walker.y);
      if (away > 0) walker.facing = facingTowards(next.x - walker.x, next.y - walker.y) ?? walker.facing;
      const part = Math.min(left, away);
      if (away <= left) {
        walker.x = next.x;
        walker.y = next.y;
        walker.way.shift();
      } else {
        walker.x += ((next.x - walker.x) / away) * part;
        walker.y += ((next.y - walker.y) / away) * part;
      }
      left -= part;
    }
    if (walker.way.length === 0 && walker.state === 'walking') walker.state = 'idle';
  }

  avatars(): readonly AvatarView[] {
    const { selfZoneId } = this;
    return this.walkers
      .filter((walker) => this.space.zones.at(walker).id === selfZoneId)
      .map(({ key, name, index, x, y, facing, state }) => ({
        key,
        name,
        look: avatarPresets[index % avatarPresets.length] as AvatarView['look'],
        role: 'Guest',
        isSelf: index === 0,
        x,
        y,
        facing,
        state,
        fade: 'here',
        fadeSinceMs: 0,
      }));
  }

  isActive(): boolean {
    return this.walkers.some((walker) => walker.way.length > 0) || (!this.isStill && this.walkers.length > 1);
  }
}

declare global {
  interface Window {
    gallery: { readonly view: WorldView; readonly scene: ScriptedScene };
  }
}

const host = document.getElementById('world');
if (host !== null) {
  const scene = new ScriptedScene(createWorldSpace(worldSchema.parse(headquarters)));
  const renderer = query.get('renderer');
  const view = await createWorldView({
    log: silentLog,
    host,
    scene,
    renderer: renderer === 'canvas' || renderer === 'webgl' ? renderer : 'auto',
    isLively: true,
    framesPerSecond: undefined,
    isAlwaysDay: true,
    reducedMotion: query.get('motion') === 'reduced',
    zoom: numberOf('zoom', 1),
    onMenu: () => undefined,
    onTap: (target) => {
      scene.goTo(target.position);
      view.wake();
    },
  });
  window.gallery = { view, scene };
}
