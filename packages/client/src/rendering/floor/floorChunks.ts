import { Container, Sprite } from 'pixi.js';
import type { Extent } from '../camera/camera.ts';
import { bake, discardBaked } from '../textures/bakery.ts';
import type { Baked } from '../textures/bakery.ts';
import type { FloorPainter } from './floorPainter.ts';

/** Side of a chunk of floor, in device px. */
const chunkSidePx = 512;
/** Chunks overlap by this much, so that no light shows between them while the picture is scaled. In device px. */
const overlapPx = 1;
/** Chunks that are out of sight but kept, because people walk back. */
const sparedChunks = 12;

interface Chunk {
  readonly column: number;
  readonly row: number;
  readonly base: Baked;
  readonly sprite: Sprite;
  shown: Baked;
  litZoneId: string;
  /** The picture before the last change of Zone, while it fades out. */
  fading: Baked | undefined;
  lastSeen: number;
}

/** The floor as a grid of textures, made when they come into view. */
export interface FloorChunks {
  readonly container: Container;
  /**
   * Makes what a region of the picture (px at zoom 1) needs, and one chunk of what a wider region will need soon.
   *
   * @param mayMake asked before each chunk; false puts it off, which shows what lies below
   * @returns whether everything is there, and whether anything was made
   */
  show(
    region: Extent,
    soon: Extent,
    mayMake: () => boolean,
  ): { readonly isComplete: boolean; readonly hasChanged: boolean };
  /** Lights another Zone. With `share` from 0 to 1 the picture goes over from the old light to the new. */
  light(zoneId: string): void;
  setLightShare(share: number): void;
  destroy(): void;
}

/** @param scale device px per px at zoom 1 */
export function createFloorChunks(
  painter: FloorPainter,
  extent: Extent,
  zoneId: string,
  scale: number,
): FloorChunks {
  const container = new Container();
  const chunks = new Map<number, Chunk>();
  const fadingSprites = new Map<Chunk, Sprite>();
  let litZoneId = zoneId;
  let clock = 0;
  const columnsPerRow = 4096;

  const regionOf = (column: number, row: number): Extent => ({
    minX: (column * chunkSidePx) / scale,
    minY: (row * chunkSidePx) / scale,
    maxX: ((column + 1) * chunkSidePx + overlapPx) / scale,
    maxY: ((row + 1) * chunkSidePx + overlapPx) / scale,
  });
  const cellsOf = (region: Extent) => ({
    fromColumn: Math.floor((Math.max(region.minX, extent.minX) * scale) / chunkSidePx),
    toColumn: Math.floor((Math.min(region.maxX, extent.maxX) * scale) / chunkSidePx),
    fromRow: Math.floor((Math.max(region.minY, extent.minY) * scale) / chunkSidePx),
    toRow: Math.floor((Math.min(region.maxY, extent.maxY) * scale) / chunkSidePx),
  });
  const bakeChunk = (
    column: number,
    row: number,
    paint: (context: CanvasRenderingContext2D, region: Extent) => void,
  ): Baked => {
    const region = regionOf(column, row);
    return bake(
      { left: region.minX, top: region.minY, right: region.maxX, bottom: region.maxY },
      scale,
      (context) => {
        paint(context, region);
      },
    );
  };
  const compose = (column: number, row: number, base: Baked): Baked =>
    bakeChunk(column, row, (context, region) => {
      context.save();
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.drawImage(base.canvas, 0, 0);
      context.restore();
      painter.paintDimming(context, region, litZoneId);
    });
  const create = (column: number, row: number): Chunk => {
    const base = bakeChunk(column, row, (context, region) => {
      painter.paintBase(context, region);
    });
    const shown = compose(column, row, base);
    const sprite = new Sprite(shown.texture);
    sprite.position.set(shown.offsetX, shown.offsetY);
    container.addChildAt(sprite, 0);
    return { column, row, base, sprite, shown, litZoneId, fading: undefined, lastSeen: clock };
  };
  const endFade = (chunk: Chunk): void => {
    const sprite = fadingSprites.get(chunk);
    if (sprite === undefined) return;
    fadingSprites.delete(chunk);
    sprite.destroy();
    if (chunk.fading !== undefined) discardBaked(chunk.fading);
    chunk.fading = undefined;
  };
  const discard = (chunk: Chunk): void => {
    endFade(chunk);
    chunk.sprite.destroy();
    discardBaked(chunk.shown);
    discardBaked(chunk.base);
  };
  const forgetUnseen = (): void => {
    const unseen = [...chunks].filter(([, chunk]) => chunk.lastSeen !== clock);
    unseen.sort(([, a], [, b]) => b.lastSeen - a.lastSeen);
    for (const [key, chunk] of unseen.slice(sparedChunks)) {
      chunks.delete(key);
      discard(chunk);
    }
  };

  return {
    container,
    show(region, soon, mayMake) {
      clock++;
      const now = cellsOf(region);
      const wider = cellsOf(soon);
      let missing = 0;
      let made = 0;
      let madeAhead = 0;
      for (let row = wider.fromRow; row <= wider.toRow; row++) {
        for (let column = wider.fromColumn; column <= wider.toColumn; column++) {
          const isNow =
            row >= now.fromRow && row <= now.toRow && column >= now.fromColumn && column <= now.toColumn;
          const key = row * columnsPerRow + column;
          let chunk = chunks.get(key);
          if (chunk === undefined) {
            if ((!isNow && madeAhead > 0) || !mayMake()) {
              missing++;
              continue;
            }
            if (!isNow) madeAhead++;
            chunk = create(column, row);
            chunks.set(key, chunk);
            made++;
          }
          chunk.lastSeen = clock;
        }
      }
      let hasChanged = made > 0;
      for (const chunk of chunks.values()) {
        chunk.sprite.visible = chunk.lastSeen === clock;
        if (!chunk.sprite.visible || chunk.litZoneId === litZoneId) continue;
        relight(chunk);
        hasChanged = true;
      }
      if (made > 0) forgetUnseen();
      return { isComplete: missing === 0, hasChanged };
    },
    light(next) {
      if (next === litZoneId) return;
      litZoneId = next;
      for (const chunk of chunks.values()) {
        if (!chunk.sprite.visible) continue;
        endFade(chunk);
        const before = chunk.shown;
        relightKeeping(chunk);
        chunk.fading = before;
        const sprite = new Sprite(before.texture);
        sprite.position.set(before.offsetX, before.offsetY);
        container.addChild(sprite);
        fadingSprites.set(chunk, sprite);
      }
    },
    setLightShare(share) {
      if (share >= 1) for (const chunk of [...fadingSprites.keys()]) endFade(chunk);
      else for (const sprite of fadingSprites.values()) sprite.alpha = 1 - share;
    },
    destroy() {
      for (const chunk of chunks.values()) discard(chunk);
      chunks.clear();
      container.destroy({ children: true });
    },
  };

  function relightKeeping(chunk: Chunk): void {
    chunk.shown = compose(chunk.column, chunk.row, chunk.base);
    chunk.litZoneId = litZoneId;
    chunk.sprite.texture = chunk.shown.texture;
  }

  function relight(chunk: Chunk): void {
    const before = chunk.shown;
    relightKeeping(chunk);
    discardBaked(before);
  }
}
