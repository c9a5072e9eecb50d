/** A point on the screen in px at zoom 1, y downwards. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export const at = (x: number, y: number): Point => ({ x, y });

/** The numbers a Pen takes. */
export function flatten(points: readonly Point[]): number[] {
  const numbers: number[] = [];
  for (const { x, y } of points) numbers.push(x, y);
  return numbers;
}

export function moved(points: readonly Point[], dx: number, dy: number): Point[] {
  return points.map((point) => at(point.x + dx, point.y + dy));
}

/** An ellipse as a polygon; `exponent` above 2 makes it squarer. */
export function ellipse(centre: Point, rx: number, ry: number, exponent = 2, segments = 28): Point[] {
  const power = 2 / exponent;
  return Array.from({ length: segments }, (_, index) => {
    const angle = (index / segments) * 2 * Math.PI;
    const x = Math.sign(Math.cos(angle)) * Math.abs(Math.cos(angle)) ** power;
    const y = Math.sign(Math.sin(angle)) * Math.abs(Math.sin(angle)) ** power;
    return at(centre.x + rx * x, centre.y + ry * y);
  });
}

function catmullRom(before: Point, from: Point, to: Point, after: Point, t: number): Point {
  const blend = (a: number, b: number, c: number, d: number): number =>
    b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
  return at(blend(before.x, from.x, to.x, after.x), blend(before.y, from.y, to.y, after.y));
}

/** A closed curve through all points. */
export function smoothLoop(points: readonly Point[], steps = 5): Point[] {
  const count = points.length;
  const pick = (index: number): Point => points[(index + count) % count] ?? at(0, 0);
  return points.flatMap((_, index) =>
    Array.from({ length: steps }, (_step, step) =>
      catmullRom(pick(index - 1), pick(index), pick(index + 1), pick(index + 2), step / steps),
    ),
  );
}

/** An open curve through all points. */
export function smoothLine(points: readonly Point[], steps = 5): Point[] {
  const pick = (index: number): Point => points[Math.max(0, Math.min(points.length - 1, index))] ?? at(0, 0);
  const curve: Point[] = [];
  for (let index = 0; index < points.length - 1; index++) {
    for (let step = 0; step < steps; step++) {
      curve.push(catmullRom(pick(index - 1), pick(index), pick(index + 1), pick(index + 2), step / steps));
    }
  }
  return [...curve, pick(points.length - 1)];
}

/** A line with thickness and round ends: `radius(t)` is half of its width at t from 0 to 1 along the points. */
export function ribbon(line: readonly Point[], radius: (t: number) => number, capSteps = 6): Point[] {
  const last = line.length - 1;
  const first = line[0];
  const end = line[last];
  if (first === undefined || end === undefined) return [];
  const headings = line.map((_, index) => {
    const from = line[Math.max(0, index - 1)] ?? first;
    const to = line[Math.min(last, index + 1)] ?? end;
    return Math.atan2(to.y - from.y, to.x - from.x);
  });
  const side = (index: number, turn: number): Point => {
    const point = line[index] ?? first;
    const angle = (headings[index] ?? 0) + turn;
    const width = radius(last === 0 ? 0 : index / last);
    return at(point.x + width * Math.cos(angle), point.y + width * Math.sin(angle));
  };
  const right = line.map((_, index) => side(index, Math.PI / 2));
  const left = line.map((_, index) => side(index, -Math.PI / 2)).reverse();
  const cap = (index: number, from: number): Point[] =>
    Array.from({ length: capSteps - 1 }, (_, step) => side(index, from - ((step + 1) / capSteps) * Math.PI));
  return [...right, ...cap(last, Math.PI / 2), ...left, ...cap(0, -Math.PI / 2)];
}

/** A bent limb: from one end over a joint to the other, with its half widths there. */
export function limb(
  from: Point,
  joint: Point,
  to: Point,
  radii: readonly [number, number, number],
): Point[] {
  const line = Array.from({ length: 9 }, (_, index) => {
    const t = index / 8;
    // Through the joint itself, not only pulled towards it.
    const control = at(2 * joint.x - (from.x + to.x) / 2, 2 * joint.y - (from.y + to.y) / 2);
    const [a, b, c] = [(1 - t) * (1 - t), 2 * t * (1 - t), t * t];
    return at(a * from.x + b * control.x + c * to.x, a * from.y + b * control.y + c * to.y);
  });
  return ribbon(line, (t) =>
    t < 0.5 ? radii[0] + (radii[1] - radii[0]) * t * 2 : radii[1] + (radii[2] - radii[1]) * (t * 2 - 1),
  );
}

/** Twice the signed area; positive where the points run clockwise on the screen. */
export function signedArea(points: readonly Point[]): number {
  return points.reduce((sum, point, index) => {
    const next = points[(index + 1) % points.length] ?? point;
    return sum + point.x * next.y - next.x * point.y;
  }, 0);
}

/** The smallest convex polygon around the points, clockwise on the screen. */
export function convexHull(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  const half = (ordered: readonly Point[]): Point[] => {
    const chain: Point[] = [];
    for (const point of ordered) {
      for (;;) {
        const [last, previous] = [chain[chain.length - 1], chain[chain.length - 2]];
        if (previous === undefined || last === undefined) break;
        const turn =
          (last.x - previous.x) * (point.y - previous.y) - (last.y - previous.y) * (point.x - previous.x);
        if (turn > 1e-9) break;
        chain.pop();
      }
      chain.push(point);
    }
    chain.pop();
    return chain;
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

/** The part of a polygon on the right of the way from `from` to `to`; the polygon itself where that is all of it. */
function clipByLine(polygon: readonly Point[], from: Point, to: Point): readonly Point[] {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const inside = (point: Point): number => dx * (point.y - from.y) - dy * (point.x - from.x);
  if (polygon.every((point) => inside(point) >= 0)) return polygon;
  const rest: Point[] = [];
  let point = polygon[polygon.length - 1] ?? from;
  let here = inside(point);
  for (const next of polygon) {
    const there = inside(next);
    if (here >= 0 !== there >= 0) {
      const share = here / (here - there);
      rest.push(at(point.x + (next.x - point.x) * share, point.y + (next.y - point.y) * share));
    }
    if (there >= 0) rest.push(next);
    [point, here] = [next, there];
  }
  return rest;
}

/** The part of a polygon inside a convex polygon that runs clockwise on the screen (Sutherland and Hodgman). */
export function clipToConvex(polygon: readonly Point[], convex: readonly Point[]): readonly Point[] {
  let rest = polygon;
  let from = convex[convex.length - 1];
  for (const to of convex) {
    if (from !== undefined && rest.length > 0) rest = clipByLine(rest, from, to);
    from = to;
  }
  return rest;
}

/** The outline with round bumps, each about `length` px long and `height` px high. */
export function scalloped(outline: readonly Point[], length: number, height: number, steps = 6): Point[] {
  const loop = signedArea(outline) < 0 ? [...outline].reverse() : outline;
  const corner = (index: number): Point => loop[index % loop.length] ?? at(0, 0);
  const sides = loop.map((from, index) =>
    Math.hypot(corner(index + 1).x - from.x, corner(index + 1).y - from.y),
  );
  const perimeter = sides.reduce((sum, side) => sum + side, 0);
  const count = Math.max(3, Math.round(perimeter / length)) * steps;
  const points: Point[] = [];
  let [index, passed] = [0, 0];
  for (let step = 0; step < count; step++) {
    const wanted = (step / count) * perimeter;
    while (index < loop.length - 1 && passed + (sides[index] ?? 0) < wanted) {
      passed += sides[index] ?? 0;
      index++;
    }
    const [from, to, side] = [corner(index), corner(index + 1), sides[index] ?? 0];
    const share = side === 0 ? 0 : (wanted - passed) / side;
    const out = height * Math.abs(Math.sin((step / steps) * Math.PI));
    const [nx, ny] = side === 0 ? [0, 0] : [(to.y - from.y) / side, (from.x - to.x) / side];
    points.push(at(from.x + (to.x - from.x) * share + nx * out, from.y + (to.y - from.y) * share + ny * out));
  }
  return points;
}
