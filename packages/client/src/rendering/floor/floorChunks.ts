import { Container, Sprite } from 'pixi.js';
import type { Extent } from '../camera/camera.ts';
import { bake, discardBaked } from '../textures/bakery.ts';
import type { Baked } from '../textures/bakery.ts';
import type { FloorPainter } from './floorPainter.ts';

/** Side of a chunk of floor, in device px: small, since a chunk is painted anew as a whole wherever something in it changes. */
const chunkSidePx = 256;
/** Chunks overlap by this much, so that no light shows between them while the picture is scaled. In device px. */
const overlapPx = 1;
/** Chunks that are out of sight but kept, because people walk back. */
const sparedChunks = 48;
/** What may be spent in one frame on painting anew where the World has changed, in ms; one chunk is painted anyway. */
const repaintBudgetMs = 24;
/** More columns than any Map has, so that row and column make one number. */
const columnsPerRow = 4096;

interface Chunk {
  readonly column: number;
  readonly row: number;
  /** The floor in full light. */
  base: Baked;
  readonly sprite: Sprite;
  /** The floor as it is lit. */
  shown: Baked;
  litZoneId: string;
  /** Whether the World has changed since it was painted. */
  isOutdated: boolean;
  /** The light before the last change of Zone, while it fades out above. */
  fading: { readonly baked: Baked; readonly sprite: Sprite } | undefined;
  lastSeen: number;
}

/** What came of showing a region. */
export interface FloorShown {
  /** Whether everything is there. */
  readonly isComplete: boolean;
  /** Whether anything was made. */
  readonly hasChanged: boolean;
}

/** The floor as a grid of textures of one scale, made when they come into view. */
export class FloorChunks {
  readonly container = new Container();
  private painter: FloorPainter;
  private extent: Extent;
  private readonly scale: number;
  private readonly chunks = new Map<number, Chunk>();
  private litZoneId: string;
  private clock = 0;

  /**
   * @param extent what the Map covers of the picture, in px at zoom 1
   * @param scale device px per px at zoom 1
   */
  constructor(painter: FloorPainter, extent: Extent, zoneId: string, scale: number) {
    this.painter = painter;
    this.extent = extent;
    this.litZoneId = zoneId;
    this.scale = scale;
  }

  /**
   * Goes on with the floor of a World that has changed. What was painted stays until it is painted anew, when it is in
   * view.
   *
   * @param isTouched whether it looks different within a region of the picture (px at zoom 1)
   */
  change(painter: FloorPainter, extent: Extent, isTouched: (region: Extent) => boolean): void {
    this.painter = painter;
    this.extent = extent;
    for (const [key, chunk] of this.chunks) {
      if (!isTouched(this.regionOf(chunk.column, chunk.row))) continue;
      if (chunk.sprite.visible) chunk.isOutdated = true;
      else this.forget(key, chunk);
    }
  }

  /**
   * Makes what a region of the picture (px at zoom 1) needs, and one chunk of what a wider region will need soon.
   *
   * @param mayMake asked before each chunk; false puts it off, which shows what lies below
   */
  show(region: Extent, soon: Extent, mayMake: () => boolean): FloorShown {
    this.clock++;
    const now = this.gridOf(region);
    const wider = this.gridOf(soon);
    let isComplete = true;
    let made = 0;
    let repainted = 0;
    const repaintUntilMs = performance.now() + repaintBudgetMs;
    let mayMakeAhead = true;
    for (let row = wider.fromRow; row <= wider.toRow; row++) {
      for (let column = wider.fromColumn; column <= wider.toColumn; column++) {
        const key = row * columnsPerRow + column;
        const isNow =
          row >= now.fromRow && row <= now.toRow && column >= now.fromColumn && column <= now.toColumn;
        let chunk = this.chunks.get(key);
        if (chunk === undefined) {
          if ((!isNow && !mayMakeAhead) || !mayMake()) {
            isComplete = false;
            continue;
          }
          mayMakeAhead &&= isNow;
          chunk = this.create(column, row);
          this.chunks.set(key, chunk);
          made++;
        } else if (chunk.isOutdated) {
          const mayRepaint = (isNow && repainted === 0) || performance.now() < repaintUntilMs;
          if (mayRepaint) this.repaint(chunk);
          if (mayRepaint) repainted++;
          else isComplete = false;
        }
        chunk.lastSeen = this.clock;
      }
    }
    const wasRelit = this.showSeen();
    if (made > 0) this.forgetUnseen();
    return { isComplete, hasChanged: made > 0 || repainted > 0 || wasRelit };
  }

  /** Lights another Zone; what is in view goes over to it by `setLightShare`. */
  light(zoneId: string): void {
    if (zoneId === this.litZoneId) return;
    this.litZoneId = zoneId;
    for (const chunk of this.chunks.values()) {
      if (!chunk.sprite.visible) continue;
      endFade(chunk);
      const baked = this.relight(chunk);
      const sprite = new Sprite(baked.texture);
      sprite.position.set(baked.offsetX, baked.offsetY);
      this.container.addChild(sprite);
      chunk.fading = { baked, sprite };
    }
  }

  /** Goes over from the old light, at 0, to the new, at 1. */
  setLightShare(share: number): void {
    for (const chunk of this.chunks.values()) {
      if (share >= 1) endFade(chunk);
      else if (chunk.fading !== undefined) chunk.fading.sprite.alpha = 1 - share;
    }
  }

  destroy(): void {
    for (const chunk of this.chunks.values()) discard(chunk);
    this.chunks.clear();
    this.container.destroy({ children: true });
  }

  private gridOf(region: Extent): { fromColumn: number; toColumn: number; fromRow: number; toRow: number } {
    const { extent } = this;
    const placeOf = (px: number): number => Math.floor((px * this.scale) / chunkSidePx);
    return {
      fromColumn: placeOf(Math.max(region.minX, extent.minX)),
      toColumn: placeOf(Math.min(region.maxX, extent.maxX)),
      fromRow: placeOf(Math.max(region.minY, extent.minY)),
      toRow: placeOf(Math.min(region.maxY, extent.maxY)),
    };
  }

  private regionOf(column: number, row: number): Extent {
    return {
      minX: (column * chunkSidePx) / this.scale,
      minY: (row * chunkSidePx) / this.scale,
      maxX: ((column + 1) * chunkSidePx + overlapPx) / this.scale,
      maxY: ((row + 1) * chunkSidePx + overlapPx) / this.scale,
    };
  }

  private bakeChunk(
    column: number,
    row: number,
    paint: (context: CanvasRenderingContext2D, region: Extent) => void,
  ): Baked {
    const region = this.regionOf(column, row);
    const { minX, minY, maxX, maxY } = region;
    return bake({ left: minX, top: minY, right: maxX, bottom: maxY }, this.scale, (context) => {
      paint(context, region);
    });
  }

  private bakeBase(column: number, row: number): Baked {
    return this.bakeChunk(column, row, (context, region) => {
      this.painter.paintBase(context, region);
    });
  }

  private compose(column: number, row: number, base: Baked): Baked {
    return this.bakeChunk(column, row, (context, region) => {
      context.save();
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.drawImage(base.canvas, 0, 0);
      context.restore();
      this.painter.paintDimming(context, region, this.litZoneId);
    });
  }

  private create(column: number, row: number): Chunk {
    const base = this.bakeBase(column, row);
    const shown = this.compose(column, row, base);
    const sprite = new Sprite(shown.texture);
    sprite.position.set(shown.offsetX, shown.offsetY);
    this.container.addChildAt(sprite, 0);
    const { litZoneId, clock } = this;
    return {
      column,
      row,
      base,
      sprite,
      shown,
      litZoneId,
      isOutdated: false,
      fading: undefined,
      lastSeen: clock,
    };
  }

  private repaint(chunk: Chunk): void {
    endFade(chunk);
    discardBaked(chunk.base);
    chunk.base = this.bakeBase(chunk.column, chunk.row);
    chunk.isOutdated = false;
    discardBaked(this.relight(chunk));
  }

  /** Returns the picture of the light before. */
  private relight(chunk: Chunk): Baked {
    const before = chunk.shown;
    chunk.shown = this.compose(chunk.column, chunk.row, chunk.base);
    chunk.litZoneId = this.litZoneId;
    chunk.sprite.texture = chunk.shown.texture;
    return before;
  }

  /** Shows what was just seen, in the light of now, and nothing else. Returns whether something was lit anew. */
  private showSeen(): boolean {
    let wasRelit = false;
    for (const chunk of this.chunks.values()) {
      chunk.sprite.visible = chunk.lastSeen === this.clock;
      if (!chunk.sprite.visible || chunk.litZoneId === this.litZoneId) continue;
      discardBaked(this.relight(chunk));
      wasRelit = true;
    }
    return wasRelit;
  }

  private forgetUnseen(): void {
    const unseen = [...this.chunks].filter(([, chunk]) => chunk.lastSeen !== this.clock);
    unseen.sort(([, a], [, b]) => b.lastSeen - a.lastSeen);
    for (const [key, chunk] of unseen.slice(sparedChunks)) this.forget(key, chunk);
  }

  private forget(key: number, chunk: Chunk): void {
    this.chunks.delete(key);
    discard(chunk);
  }
}

function endFade(chunk: Chunk): void {
  chunk.fading?.sprite.destroy();
  if (chunk.fading !== undefined) discardBaked(chunk.fading.baked);
  chunk.fading = undefined;
}

function discard(chunk: Chunk): void {
  endFade(chunk);
  chunk.sprite.destroy();
  discardBaked(chunk.shown);
  discardBaked(chunk.base);
}
