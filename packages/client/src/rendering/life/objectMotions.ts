import { Sprite } from 'pixi.js';
import type { Rotation, WorldObject, WorldSpace } from '@atrium/world';
import { objectMotion } from '../art/index.ts';
import type { MovingType } from '../art/index.ts';
import { depthOfTile, screenX, screenY } from '../iso/projection.ts';
import { standingRank } from '../iso/standingOrder.ts';
import type { ZoneLight } from '../light/zoneLight.ts';
import { surfacesOf } from '../objects/objectPlacing.ts';
import type { Patch } from '../patchPainter.ts';
import { placeBaked } from '../picture.ts';
import type { Picture } from '../picture.ts';
import type { StandingLayer, StandingSprite } from '../standing/standingLayer.ts';
import { recordDrawing } from '../textures/recordedDrawing.ts';
import type { RecordedDrawing } from '../textures/recordedDrawing.ts';
import { motionStepAt, motionSteps, nextMotionMs, seedOf } from './lifeScript.ts';
import type { LifeMoment } from './lifeScript.ts';

/** Drawing order in one place, after the furniture itself. */
const firstSequence = 160_000;
/** What rounding to device px may add to what a drawing covers, on each side. */
const patchMarginPx = 2;

/** What moves of one Object. */
interface Motion {
  /** Says what it looks like, where it is and in whose light. */
  readonly key: string;
  readonly seed: number;
  readonly standing: StandingSprite;
  /** 0 while it rests, and nothing of it is seen. */
  step: number;
}

/** Monitors that flicker and steam over coffee machines, in the bursts in which people live. */
export class ObjectMotions {
  private readonly space: WorldSpace;
  private readonly layer: StandingLayer;
  private readonly light: ZoneLight;
  private motions: ReadonlyMap<string, Motion> = new Map();
  private readonly drawings = new Map<string, RecordedDrawing>();
  private readonly changed: Motion[] = [];
  private picture: Picture;

  constructor(space: WorldSpace, layer: StandingLayer, light: ZoneLight, picture: Picture) {
    this.space = space;
    this.layer = layer;
    this.light = light;
    this.picture = picture;
    this.change();
  }

  /** Goes over to the Objects of the World as it is now. */
  change(): void {
    const { objects } = this.space.world;
    const surfaces = surfacesOf(objects);
    const before = new Map(this.motions);
    const after = new Map<string, Motion>();
    for (const object of objects) {
      const { id, type, position, rotation } = object;
      // Other looks have their display and their steam elsewhere.
      if ((type !== 'Computer' && type !== 'CoffeeMachine') || object.look !== undefined) continue;
      const lift = surfaces(position);
      const zone = this.space.zones.at({ x: position.x + 0.5, y: position.y + 0.5 });
      const key = [type, rotation, position.x, position.y, lift, zone.id].join('/');
      const there = before.get(id);
      if (there?.key === key) before.delete(id);
      const motion = there?.key === key ? there : this.build(object, type, lift, key);
      if (motion === undefined) continue;
      after.set(id, motion);
      if (motion === there) continue;
      this.light.add(motion.standing, new Set([zone.id]));
      this.layer.add(motion.standing);
    }
    for (const { standing } of before.values()) {
      this.light.remove(standing);
      this.layer.remove(standing);
      standing.sprite.destroy();
    }
    this.motions = after;
    this.changed.length = 0;
  }

  /**
   * Shows a moment; without one all of them rest.
   *
   * @returns when one of those in view looks different next, on the clock of the moments, in ms
   */
  update(moment: LifeMoment | undefined): number {
    let changesAtMs = Infinity;
    this.changed.length = 0;
    for (const motion of this.motions.values()) {
      const { seed, standing } = motion;
      const step = moment === undefined ? 0 : motionStepAt(seed, moment);
      if (standing.inView && moment !== undefined)
        changesAtMs = Math.min(changesAtMs, nextMotionMs(seed, moment));
      if (step === motion.step) continue;
      motion.step = step;
      if (!standing.inView) continue;
      standing.redraw();
      this.changed.push(motion);
    }
    return changesAtMs;
  }

  /** Where some look different since the frame before, in device px from the picture's origin. */
  patches(): readonly Patch[] {
    const { scale } = this.picture;
    return this.changed.map(({ standing: { left, top, right, bottom } }) => ({
      left: Math.floor(left * scale) - patchMarginPx,
      top: Math.floor(top * scale) - patchMarginPx,
      right: Math.ceil(right * scale) + patchMarginPx,
      bottom: Math.ceil(bottom * scale) + patchMarginPx,
    }));
  }

  /** Goes over to another scale. */
  setPicture(picture: Picture): void {
    this.picture = picture;
    for (const { standing } of this.motions.values()) if (standing.inView) standing.redraw();
  }

  private build(
    { id, rotation, position }: WorldObject,
    type: MovingType,
    lift: number,
    key: string,
  ): Motion | undefined {
    const drawings = motionSteps.map((step) => this.drawingOf(type, rotation, step));
    const extents = drawings.flatMap((drawing) => drawing?.extent ?? []);
    if (extents.length === 0) return undefined;
    const x = screenX(position.x, position.y);
    const y = screenY(position.x, position.y, lift);
    const sprite = new Sprite();
    sprite.visible = false;
    const standing: StandingSprite = {
      sprite,
      depth: depthOfTile(position.x, position.y),
      rank: standingRank.surfaceObject,
      sequence: firstSequence + position.y,
      left: x + Math.min(...extents.map(({ left }) => left)),
      top: y + Math.min(...extents.map(({ top }) => top)),
      right: x + Math.max(...extents.map(({ right }) => right)),
      bottom: y + Math.max(...extents.map(({ bottom }) => bottom)),
      inView: false,
      dim: 0,
      redraw: () => {
        const drawing = drawings[motion.step - 1];
        sprite.visible = drawing?.extent !== undefined;
        if (drawing?.extent === undefined) return;
        const { shelf, scale } = this.picture;
        const name = `motion/${type}/${rotation}/${motion.step}`;
        placeBaked(sprite, shelf.take(name, drawing.extent, drawing.paint, standing.dim), x, y, scale);
      },
    };
    const motion: Motion = { key, seed: seedOf(id), standing, step: 0 };
    return motion;
  }

  /** Worked out once for all that look alike. */
  private drawingOf(type: MovingType, rotation: Rotation, step: number): RecordedDrawing | undefined {
    const key = `${type}/${rotation}/${step}`;
    const draw = objectMotion(type, rotation, step);
    if (draw !== undefined && !this.drawings.has(key)) this.drawings.set(key, recordDrawing(draw));
    return this.drawings.get(key);
  }
}
