import type { Extent } from '../camera/camera.ts';
import { css, shade } from '../colours/colour.ts';
import { light, palette } from '../colours/palette.ts';
import { floorAt, screenX, screenY } from '../iso/projection.ts';
import type { DaylightColours } from './daylightColours.ts';
import { fadesFromTiles, grown, reachTiles, withPavements } from './groundPlan.ts';
import type { Ground, GroundPlan, Standing } from './groundPlan.ts';

type Context = CanvasRenderingContext2D;
type Point = readonly [number, number];

/** Colours in plain light, as 0xRRGGBB. */
const colour = {
  lawn: 0x93a878,
  lawnStripe: 0x8ba171,
  pavement: 0xcbc4b6,
  path: 0xd6cab0,
  asphalt: 0x7c7f86,
  line: 0xe6e0d0,
  trunk: 0x86684a,
  house: 0xd6cfc1,
  houseWarm: 0xd9bfa4,
  post: 0x565b66,
} as const;

/** Width of a stripe of mown lawn, in tiles. */
const stripeTiles = 3;
/** Steps in which everything fades into the background. */
const fadeSteps = 10;
/** A region is painted this far beyond its edge, in px at zoom 1: no light shows between two of them. */
const edgePx = 8;
/** What may stand above its place on the ground, in px at zoom 1. */
const tallestPx = 100;
/** How far light falls out of the house in the evening, in tiles, step by step. */
const glowTiles = [3.4, 2.4, 1.5] as const;

/** What the place around a Map covers of the World picture, in px at zoom 1. */
export function surroundingsExtent({ map }: GroundPlan): Extent {
  const { x0, y0, x1, y1 } = grown(map, reachTiles);
  return {
    minX: screenX(x0, y1),
    maxX: screenX(x1, y0),
    minY: screenY(x0, y0, tallestPx),
    maxY: screenY(x1, y1),
  };
}

/** Paints what lies around a Map over a region of the picture. The context's unit is 1 px at zoom 1. */
export function paintSurroundings(
  context: Context,
  shown: Extent,
  plan: GroundPlan,
  colours: DaylightColours,
): void {
  if (isInside(plan.map, shown)) return;
  const region = {
    minX: shown.minX - edgePx,
    minY: shown.minY - edgePx,
    maxX: shown.maxX + edgePx,
    maxY: shown.maxY + edgePx,
  };
  const { outside } = colours;
  const fill = (ground: Ground, of: number): void => fillGround(context, ground, css(outside(of)));
  context.fillStyle = css(colours.background);
  context.fillRect(region.minX, region.minY, region.maxX - region.minX, region.maxY - region.minY);
  const lawn = grown(plan.map, reachTiles);
  fill(lawn, colour.lawn);
  for (let x = lawn.x0; x < lawn.x1; x += stripeTiles * 2)
    fill({ ...lawn, x0: x, x1: Math.min(lawn.x1, x + stripeTiles) }, colour.lawnStripe);
  for (const ground of plan.streets) fill(withPavements(ground), colour.pavement);
  fill(plan.pavement, colour.pavement);
  for (const ground of plan.paths) fill(ground, colour.path);
  paintJoints(context, plan, css(outside(shade(colour.pavement, 0.9))));
  for (const ground of plan.streets) fill(ground, colour.asphalt);
  paintMarkings(context, plan, css(outside(colour.line)));
  if (colours.lamps > 0) paintGlow(context, plan.map, colours.lamps);
  for (const standing of plan.standing) if (isIn(standing, region)) paintStanding(context, standing, colours);
  paintFade(context, region, plan, colours.background);
}

/** Whether a region shows nothing but a Map. */
function isInside({ x0, y0, x1, y1 }: Ground, { minX, minY, maxX, maxY }: Extent): boolean {
  return [floorAt(minX, minY), floorAt(maxX, minY), floorAt(minX, maxY), floorAt(maxX, maxY)].every(
    ({ x, y }) => x > x0 && x < x1 && y > y0 && y < y1,
  );
}

function isIn(standing: Standing, region: Extent): boolean {
  const { x0, y0, x1, y1 } =
    standing.kind === 'house'
      ? standing.ground
      : { x0: standing.x - 1, y0: standing.y - 1, x1: standing.x + 1, y1: standing.y + 1 };
  return (
    screenX(x1, y0) > region.minX &&
    screenX(x0, y1) < region.maxX &&
    screenY(x1, y1) > region.minY &&
    screenY(x0, y0, tallestPx) < region.maxY
  );
}

function trace(context: Context, points: readonly Point[]): void {
  points.forEach(([x, y], index) => (index === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
  context.closePath();
}

function cornersOf({ x0, y0, x1, y1 }: Ground, heightPx = 0): Point[] {
  const corner = (x: number, y: number): Point => [screenX(x, y), screenY(x, y, heightPx)];
  return [corner(x0, y0), corner(x1, y0), corner(x1, y1), corner(x0, y1)];
}

function fillGround(context: Context, ground: Ground, style: string): void {
  context.fillStyle = style;
  context.beginPath();
  trace(context, cornersOf(ground));
  context.fill();
}

/** The joints between the slabs of the pavement around the house and of the paths. */
function paintJoints(context: Context, { pavement, paths }: GroundPlan, style: string): void {
  context.strokeStyle = style;
  context.lineWidth = 1;
  context.beginPath();
  for (const { x0, y0, x1, y1 } of [pavement, ...paths]) {
    for (let x = Math.ceil(x0); x <= x1; x += 1) line(context, [x, y0], [x, y1]);
    for (let y = Math.ceil(y0); y <= y1; y += 1) line(context, [x0, y], [x1, y]);
  }
  context.stroke();
}

function line(context: Context, [x0, y0]: Point, [x1, y1]: Point): void {
  context.moveTo(screenX(x0, y0), screenY(x0, y0));
  context.lineTo(screenX(x1, y1), screenY(x1, y1));
}

/** Dashes along the middle of the streets, but for where they cross, and stripes where a path meets the street. */
function paintMarkings(context: Context, { streets, paths }: GroundPlan, style: string): void {
  context.fillStyle = style;
  context.beginPath();
  const add = (ground: Ground): void => trace(context, cornersOf(ground));
  for (const street of streets) {
    const { x0, y0, x1, y1 } = street;
    const isAlongX = x1 - x0 > y1 - y0;
    const middle = isAlongX ? (y0 + y1) / 2 : (x0 + x1) / 2;
    const others = streets.filter((other) => other !== street);
    for (let at = isAlongX ? x0 : y0; at < (isAlongX ? x1 : y1); at += 2) {
      const dash = isAlongX
        ? { x0: at, x1: at + 1, y0: middle - 0.05, y1: middle + 0.05 }
        : { x0: middle - 0.05, x1: middle + 0.05, y0: at, y1: at + 1 };
      const isCrossed = [...others, ...paths].some((other) => touches(grown(other, 0.9), dash));
      if (!isCrossed) add(dash);
    }
    for (const path of paths) {
      if (!touches(grown(path, 0.1), street)) continue;
      for (let at = 0.25; at < 2.9; at += 0.55) {
        add(
          isAlongX
            ? { x0: path.x0 + 0.1, x1: path.x1 - 0.1, y0: y0 + at, y1: y0 + at + 0.28 }
            : { x0: x0 + at, x1: x0 + at + 0.28, y0: path.y0 + 0.1, y1: path.y1 - 0.1 },
        );
      }
    }
  }
  context.fill();
}

function touches(a: Ground, b: Ground): boolean {
  return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}

/** The light of the house on the ground around it. */
function paintGlow(context: Context, map: Ground, lamps: number): void {
  for (const tiles of glowTiles) fillGround(context, grown(map, tiles), css(palette.lampOn, 0.09 * lamps));
}

function paintStanding(context: Context, standing: Standing, colours: DaylightColours): void {
  switch (standing.kind) {
    case 'tree':
      return paintTree(context, standing, colours);
    case 'bush':
      return paintBush(context, standing, colours);
    case 'lamp':
      return paintLamp(context, standing, colours);
    case 'house':
      return paintHouse(context, standing, colours);
  }
}

function ellipse(context: Context, x: number, y: number, rx: number, ry: number, style: string): void {
  context.fillStyle = style;
  context.beginPath();
  context.ellipse(x, y, rx, ry, 0, 0, Math.PI * 2);
  context.fill();
}

type Plant = Extract<Standing, { readonly size: number }>;

function paintTree(context: Context, { x, y, size }: Plant, { outside }: DaylightColours): void {
  const [cx, cy] = [screenX(x, y), screenY(x, y)];
  const leaf = shade(palette.leaf, 0.9 + 0.16 * (size - 0.8));
  ellipse(context, cx + 9 * size, cy + 3, 21 * size, 10 * size, css(palette.shadow, 0.16));
  context.fillStyle = css(outside(colour.trunk));
  context.fillRect(cx - 2.4 * size, cy - 24 * size, 4.8 * size, 25 * size);
  const crown = (dx: number, dy: number, r: number, of: number): void =>
    ellipse(context, cx + dx * size, cy - dy * size, r * size, r * 0.94 * size, css(outside(of)));
  crown(7, 33, 14, shade(leaf, 0.74));
  crown(-7, 34, 15, shade(leaf, 0.88));
  crown(1, 47, 16, shade(leaf, 0.94));
  crown(-4, 44, 11.5, shade(leaf, 1.07));
  crown(-7, 50, 6, shade(leaf, 1.18));
}

function paintBush(context: Context, { x, y, size }: Plant, { outside }: DaylightColours): void {
  const [cx, cy] = [screenX(x, y), screenY(x, y)];
  ellipse(context, cx + 4, cy + 2, 13 * size, 6 * size, css(palette.shadow, 0.16));
  const part = (dx: number, dy: number, r: number, factor: number): void =>
    ellipse(
      context,
      cx + dx * size,
      cy - dy * size,
      r * size,
      r * 0.8 * size,
      css(outside(shade(palette.leaf, factor))),
    );
  part(5, 5, 8, 0.74);
  part(-5, 6, 8.5, 0.88);
  part(-1, 9, 7.5, 1);
  part(-4, 11, 4, 1.12);
}

function paintLamp(context: Context, { x, y }: Plant, { outside, lamps }: DaylightColours): void {
  const [cx, cy] = [screenX(x, y), screenY(x, y)];
  if (lamps > 0) {
    const pool = context.createRadialGradient(0, 0, 0, 0, 0, 60);
    pool.addColorStop(0, css(palette.lampOn, 0.3 * lamps));
    pool.addColorStop(1, css(palette.lampOn, 0));
    context.save();
    context.translate(cx, cy);
    context.scale(1, 0.5);
    context.fillStyle = pool;
    context.fillRect(-60, -60, 120, 120);
    context.restore();
  }
  context.fillStyle = css(outside(colour.post));
  context.fillRect(cx - 1.2, cy - 50, 2.4, 50);
  const head = lamps > 0 ? palette.lampOn : outside(palette.lampOff);
  ellipse(context, cx, cy - 52, 4.5, 4.5, css(head));
}

type House = Extract<Standing, { readonly kind: 'house' }>;

/** A plain block with rows of windows: the neighbours are only hinted at. */
function paintHouse(context: Context, { ground, heightPx, tone }: House, colours: DaylightColours): void {
  const { x0, y0, x1, y1 } = ground;
  const wall = colours.outside(tone > 0.5 ? colour.house : colour.houseWarm);
  const at = (x: number, y: number, z: number): Point => [screenX(x, y), screenY(x, y, z)];
  const face = (points: readonly Point[], style: string): void => {
    context.fillStyle = style;
    context.beginPath();
    trace(context, points);
    context.fill();
  };
  fillGround(context, { x0: x1, y0, x1: x1 + heightPx / 90, y1 }, css(palette.shadow, 0.14));
  face(
    [at(x0, y1, 0), at(x1, y1, 0), at(x1, y1, heightPx), at(x0, y1, heightPx)],
    css(shade(wall, light.left)),
  );
  face(
    [at(x1, y1, 0), at(x1, y0, 0), at(x1, y0, heightPx), at(x1, y1, heightPx)],
    css(shade(wall, light.right)),
  );
  face(cornersOf(ground, heightPx), css(shade(wall, 0.97)));
  face(cornersOf(grown(ground, -0.35), heightPx), css(shade(wall, 0.9)));
  const storeys = Math.max(1, Math.floor(heightPx / 30));
  for (let storey = 0; storey < storeys; storey++) {
    const z = 10 + storey * 28;
    for (let x = x0 + 0.6, number = 0; x + 0.8 < x1; x += 1.5, number++)
      face(
        windowAt((along, up) => at(x + along, y1, z + up)),
        windowStyle(colours, wall, tone, number + storey * 3),
      );
    for (let y = y0 + 0.6, number = 0; y + 0.8 < y1; y += 1.5, number++)
      face(
        windowAt((along, up) => at(x1, y + along, z + up)),
        windowStyle(colours, wall, tone, number * 2 + storey),
      );
  }
}

function windowAt(place: (along: number, up: number) => Point): Point[] {
  return [place(0, 0), place(0.8, 0), place(0.8, 14), place(0, 14)];
}

/** In the evening somebody is home here and there. */
function windowStyle({ lamps }: DaylightColours, wall: number, tone: number, number: number): string {
  const isLit = lamps > 0 && (number * 7 + Math.floor(tone * 50)) % 5 < 2;
  return isLit ? css(palette.lampOn, 0.85) : css(shade(wall, 0.66), 0.8);
}

/** Lets everything go over into the background, the farther away the more. */
function paintFade(context: Context, region: Extent, plan: GroundPlan, background: number): void {
  const from = fadesFromTiles;
  for (let step = 0; step < fadeSteps; step++) {
    const hole = grown(plan.map, from + ((reachTiles - from) * step) / fadeSteps);
    if (isInside(hole, region)) return;
    context.fillStyle = css(background, 1 / (fadeSteps - step));
    context.beginPath();
    context.rect(region.minX, region.minY, region.maxX - region.minX, region.maxY - region.minY);
    trace(context, cornersOf(hole).reverse());
    context.fill('evenodd');
  }
}
