import { kindOf } from '@atrium/world';
import type { WorldObject } from '@atrium/world';
import type { Extent } from '../camera/camera.ts';
import type { FloorInlay } from '../floor/floorPainter.ts';
import { screenX, screenY } from '../iso/projection.ts';
import type { RecordedDrawing } from '../textures/recordedDrawing.ts';
import type { ObjectLooks } from './objectLooks.ts';

/** What of one Object lies on the floor. */
interface Laid {
  /** What it was made of: where that is the very same, so is this. */
  readonly object: WorldObject;
  /** Says what it looks like, and where. */
  readonly key: string;
  readonly isRug: boolean;
  readonly inlays: readonly FloorInlay[];
}

/** What of the Objects lies on the floor: rugs first, then the shadows of all others. */
export class ObjectInlays {
  private readonly looks: ObjectLooks;
  private laid: ReadonlyMap<string, Laid> = new Map();
  private inlays: readonly FloorInlay[] = [];

  constructor(looks: ObjectLooks, objects: readonly WorldObject[]) {
    this.looks = looks;
    this.change(objects);
  }

  /** In the order in which they are painted. */
  get all(): readonly FloorInlay[] {
    return this.inlays;
  }

  /**
   * Lays out other Objects.
   *
   * @param hasSameLook whether what has not changed looks as before
   * @returns where the floor looks different, in px at zoom 1 of the picture
   */
  change(
    objects: readonly WorldObject[],
    { hasSameLook }: { readonly hasSameLook: boolean } = { hasSameLook: false },
  ): readonly Extent[] {
    const before = this.laid;
    const after = new Map<string, Laid>();
    const changed: FloorInlay[] = [];
    for (const object of objects) {
      const { placement } = kindOf(object);
      if (placement === 'surface') continue;
      const old = before.get(object.id);
      const laid = hasSameLook && old?.object === object ? old : this.lay(object, placement === 'flat', old);
      if (laid !== old) changed.push(...laid.inlays, ...(old?.inlays ?? []));
      after.set(object.id, laid);
    }
    for (const [id, { inlays }] of before) if (!after.has(id)) changed.push(...inlays);
    if (!isSameOrder(rugsOf(before), rugsOf(after))) changed.push(...inlaysOf(after, true));
    this.laid = after;
    this.inlays = [...inlaysOf(after, true), ...inlaysOf(after, false)];
    return changed.map(({ extent }) => extent);
  }

  /** @param before what is kept where it looks the same */
  private lay(object: WorldObject, isRug: boolean, before: Laid | undefined): Laid {
    const { x, y } = object.position;
    const key = `${this.looks.keyOf(object)}/${x}/${y}`;
    if (before?.key === key) return before;
    const inlays = isRug
      ? this.looks
          .slicesOf(object)
          .flatMap(({ tileX, tileY, drawing }) =>
            inlayOf(drawing, screenX(x + tileX, y + tileY), screenY(x + tileX, y + tileY)),
          )
      : inlayOf(this.looks.shadowOf(object), screenX(x, y), screenY(x, y));
    return { object, key, isRug, inlays };
  }
}

function inlayOf({ extent, paint }: RecordedDrawing, x: number, y: number): readonly FloorInlay[] {
  if (extent === undefined) return [];
  const { left, top, right, bottom } = extent;
  return [
    {
      extent: { minX: x + left, minY: y + top, maxX: x + right, maxY: y + bottom },
      paint(context) {
        context.save();
        context.translate(x, y);
        paint(context);
        context.restore();
      },
    },
  ];
}

function inlaysOf(laid: ReadonlyMap<string, Laid>, areRugs: boolean): readonly FloorInlay[] {
  return [...laid.values()].flatMap(({ isRug, inlays }) => (isRug === areRugs ? inlays : []));
}

function rugsOf(laid: ReadonlyMap<string, Laid>): readonly string[] {
  return [...laid].flatMap(([id, { isRug }]) => (isRug ? id : []));
}

/** Whether those that both lists have come one after the other in the same order. */
function isSameOrder(before: readonly string[], after: readonly string[]): boolean {
  const [was, is] = [new Set(before), new Set(after)];
  const kept = before.filter((id) => is.has(id));
  return after.filter((id) => was.has(id)).every((id, index) => id === kept[index]);
}
