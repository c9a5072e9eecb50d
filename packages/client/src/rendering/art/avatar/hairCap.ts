import { at, type Point } from '../curves.ts';
import { headAcross, headTall, type Head } from './headShape.ts';

/** How hair, a cap or a cloth lies around a head. */
export interface Covering {
  /** Height of its lower edge, by degrees from the nose (-180 to 180); 1 is the crown, -1 the chin, lower hangs on. */
  readonly edge: (degrees: number) => number;
  /** How far it stands off the head in px: at the sides and on top. */
  readonly sides: number;
  readonly top: number;
  /** Extra px at the sides where it hangs lowest. */
  readonly flare?: number;
  /** Whether it falls straight below the middle of the head instead of following it. */
  readonly hangs?: boolean;
}

type Stop = readonly [degrees: number, height: number];

/** A smooth edge through heights given from the nose to the back of the head, alike on both sides. */
export function edgeThrough(stops: readonly Stop[]): (degrees: number) => number {
  return (degrees) => {
    const turned = Math.abs(((((degrees + 180) % 360) + 360) % 360) - 180);
    let before: Stop | undefined = stops[0];
    for (const stop of stops) {
      if (before !== undefined && stop[0] >= turned) {
        const span = stop[0] - before[0];
        const share = span === 0 ? 1 : (turned - before[0]) / span;
        return before[1] + (stop[1] - before[1]) * (0.5 - 0.5 * Math.cos(Math.PI * share));
      }
      before = stop;
    }
    return before?.[1] ?? 0;
  };
}

const degreesPerStep = 6;

function sideEdge(covering: Covering, head: Head, screenDegrees: number): number {
  return covering.edge(screenDegrees + (head.turn.yaw * 180) / Math.PI);
}

/** Px that hanging hair is wider than the head: it flares downwards, and its ends are round. */
function wideningAt(height: number, lowest: number, flare: number): number {
  if (height >= 0 || lowest >= 0) return 0;
  const share = Math.min(1, height / lowest);
  return flare * share ** 1.5 - 1.8 * Math.max(0, (share - 0.8) / 0.2) ** 2;
}

/** The outline of a covering above its edge, as seen: over the crown and back along the edge on the near side. */
export function coveringOutline(head: Head, covering: Covering): Point[] {
  const { sides, top, flare = 0, hangs = false } = covering;
  const [leftEdge, rightEdge] = [sideEdge(covering, head, -90), sideEdge(covering, head, 90)];
  const lowest = Math.min(leftEdge, rightEdge, 0);
  const outer = (side: -1 | 1, angle: number, height: number): Point => {
    const reach = headAcross + sides;
    const widening = hangs ? wideningAt(height, lowest, flare) : 0;
    const profile = height >= 0 ? Math.cos(angle) ** (2 / 2.3) : hangs ? 1 : Math.cos(angle) ** (2 / 2.65);
    const up = height >= 0 ? height * (headTall + top) : height * headTall;
    return at(head.centre.x + side * (reach * profile + widening), head.centre.y - up);
  };
  const arc: Point[] = [];
  const climb = (side: -1 | 1, from: number): Point[] => {
    const points: Point[] = [];
    for (let height = from; height < -0.02; height += 0.14) {
      points.push(outer(side, Math.asin(Math.max(-1, height)), height));
    }
    const start = from > 0 ? Math.asin(Math.min(1, from ** (2.3 / 2))) : 0;
    for (let step = 0; step <= 18; step++) {
      const angle = start + (Math.PI / 2 - start) * (step / 18);
      points.push(outer(side, angle, Math.sin(angle) ** (2 / 2.3)));
    }
    return points;
  };
  arc.push(...climb(-1, leftEdge), ...climb(1, rightEdge).reverse().slice(1));
  return [...arc, ...coveringEdge(head, covering)];
}

/** The near side of a covering's lower edge, from right to left. */
export function coveringEdge(head: Head, { edge, sides, flare = 0, hangs = false }: Covering): Point[] {
  const yaw = (head.turn.yaw * 180) / Math.PI;
  const lowest = Math.min(edge(yaw - 90), edge(yaw + 90), 0);
  const points: Point[] = [];
  for (let screenDegrees = 90 - degreesPerStep; screenDegrees > -90; screenDegrees -= degreesPerStep) {
    const degrees = screenDegrees + yaw;
    const height = edge(degrees);
    const place = hangs ? head.hang : head.place;
    const widening = hangs ? wideningAt(height, lowest, flare) : 0;
    points.push(place(degrees, height, 1 + (sides + widening) / headAcross));
  }
  return points;
}
