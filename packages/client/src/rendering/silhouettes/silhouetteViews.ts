import { Sprite } from 'pixi.js';
import type { Facing, WorldSpace } from '@atrium/world';
import { avatarFrame, avatarPresets, canvasPen, drawAvatar, drawAvatarShadow } from '../art/index.ts';
import { css } from '../colours/colour.ts';
import { palette } from '../colours/palette.ts';
import { depthOf, screenX, screenY } from '../iso/projection.ts';
import { standingRank } from '../iso/standingOrder.ts';
import { placeBaked } from '../picture.ts';
import type { Picture } from '../picture.ts';
import type { StandingLayer, StandingSprite } from '../standing/standingLayer.ts';
import { SilhouettePlaces } from './silhouettePlaces.ts';
import type { SilhouettePlace } from './silhouettePlaces.ts';

/** Drawing order among silhouettes, after furniture and before people. */
const firstSequence = 170_000;
/** Outlines that are told apart. */
const outlines = 4;

/** As many silhouettes in each other Zone as people are there: without face, name, movement, or their real place. */
export class SilhouetteViews {
  private readonly space: WorldSpace;
  private readonly layer: StandingLayer;
  private readonly places: SilhouettePlaces;
  private readonly shown = new Map<string, StandingSprite[]>();
  private picture: Picture;
  private sequence = firstSequence;

  constructor(space: WorldSpace, layer: StandingLayer, picture: Picture) {
    this.space = space;
    this.layer = layer;
    this.picture = picture;
    this.places = new SilhouettePlaces(space);
  }

  /**
   * Shows the head counts of all Zones but the own one. Returns whether anything changed.
   *
   * @param counts people in each Zone, those in Zones within it not included
   */
  update(counts: ReadonlyMap<string, number>, ownZoneId: string): boolean {
    let changed = false;
    for (const { id: zoneId } of this.space.zones.all) {
      const there = this.shown.get(zoneId) ?? [];
      const places = zoneId === ownZoneId ? [] : this.places.of(zoneId, counts.get(zoneId) ?? 0);
      if (places.length === there.length) continue;
      this.remove(there.splice(places.length));
      for (const place of places.slice(there.length)) there.push(this.add(place));
      this.shown.set(zoneId, there);
      changed = true;
    }
    return changed;
  }

  /**
   * The World has changed: with the next counts people are shown at the places that it has now.
   *
   * @param isTouched whether the places of a Zone may be others
   */
  change(isTouched: (zoneId: string) => boolean): void {
    for (const [zoneId, there] of this.shown) {
      if (this.space.zones.get(zoneId) !== undefined && !isTouched(zoneId)) continue;
      this.remove(there);
      this.shown.delete(zoneId);
    }
    this.places.forget(isTouched);
  }

  /** Goes over to another scale. */
  setPicture(picture: Picture): void {
    this.picture = picture;
    for (const standing of [...this.shown.values()].flat()) if (standing.inView) standing.redraw();
  }

  private remove(standings: readonly StandingSprite[]): void {
    for (const standing of standings) {
      this.layer.remove(standing);
      standing.sprite.destroy();
    }
  }

  private add({ position, facing, outline }: SilhouettePlace): StandingSprite {
    const x = screenX(position.x, position.y);
    const y = screenY(position.x, position.y);
    const sprite = new Sprite();
    const standing: StandingSprite = {
      sprite,
      depth: depthOf(position.x, position.y),
      rank: standingRank.avatar,
      sequence: this.sequence++,
      left: x + avatarFrame.left,
      top: y + avatarFrame.top,
      right: x + avatarFrame.right,
      bottom: y + avatarFrame.bottom,
      inView: false,
      dim: 0,
      redraw: () => {
        const { shelf, scale } = this.picture;
        const number = outline % outlines;
        const baked = shelf.take(`silhouette/${number}/${facing}`, avatarFrame, (context) => {
          paintSilhouette(context, number, facing);
        });
        placeBaked(sprite, baked, x, y, scale);
      },
    };
    this.layer.add(standing);
    return standing;
  }
}

/** The outline of somebody in one colour, with a shadow. */
function paintSilhouette(context: CanvasRenderingContext2D, outline: number, facing: Facing): void {
  const look = avatarPresets[outline % avatarPresets.length];
  if (look === undefined) return;
  drawAvatar(canvasPen(context), look, facing, { kind: 'idle' });
  context.globalAlpha = 1;
  context.globalCompositeOperation = 'source-in';
  context.fillStyle = css(palette.silhouette);
  const { left, top, right, bottom } = avatarFrame;
  context.fillRect(left - 2, top - 2, right - left + 4, bottom - top + 4);
  context.globalCompositeOperation = 'destination-over';
  drawAvatarShadow(canvasPen(context));
}
