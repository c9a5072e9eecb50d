import { Container } from 'pixi.js';
import type { Extent } from '../camera/camera.ts';
import type { FloorChunks, FloorShown } from './floorChunks.ts';

/** Budget per frame for redrawing floor that is shown as a stretched picture meanwhile, in ms. */
const sharpenBudgetMs = 4;

/** The floor, and while the zoom changes the floor of the scale before below it. */
export interface FloorLevels {
  readonly container: Container;
  /** Starts over at another scale (device px per px at zoom 1); the picture before stays until all is there. */
  setScale(scale: number): void;
  /** Goes on with a World that has changed; see `FloorChunks`. */
  change(how: (chunks: FloorChunks) => void): void;
  /** See `FloorChunks`. Returns whether everything is there. */
  show(region: Extent, soon: Extent): FloorShown;
  light(zoneId: string): void;
  setLightShare(share: number): void;
  destroy(): void;
}

export function createFloorLevels(
  create: (zoneId: string, scale: number) => FloorChunks,
  initialZoneId: string,
  initialScale: number,
): FloorLevels {
  const container = new Container();
  let zoneId = initialZoneId;
  let scale = initialScale;
  let current = create(zoneId, scale);
  let before: FloorChunks | undefined;
  let scaleBefore = scale;
  container.addChild(current.container);

  const dropBefore = (): void => {
    before?.destroy();
    before = undefined;
  };
  return {
    container,
    setScale(next) {
      // What is not all there yet leaves holes: the last floor that was complete stays below instead.
      if (before === undefined) [before, scaleBefore] = [current, scale];
      else current.destroy();
      before.container.scale.set(next / scaleBefore);
      scale = next;
      current = create(zoneId, scale);
      container.addChild(current.container);
    },
    change(how) {
      how(current);
    },
    show(region, soon) {
      const untilMs = performance.now() + sharpenBudgetMs;
      const mayMake = before === undefined ? () => true : () => performance.now() < untilMs;
      const { isComplete, hasChanged } = current.show(region, soon, mayMake);
      if (isComplete && before !== undefined) {
        dropBefore();
        return { isComplete, hasChanged: true };
      }
      return { isComplete, hasChanged };
    },
    light(next) {
      zoneId = next;
      current.light(next);
      before?.light(next);
    },
    setLightShare(share) {
      current.setLightShare(share);
      before?.setLightShare(share);
    },
    destroy() {
      dropBefore();
      current.destroy();
      container.destroy();
    },
  };
}
