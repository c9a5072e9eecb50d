import { Container, Sprite } from 'pixi.js';
import type { Reaction as ReactionShown } from '@atrium/protocol';
import { css } from '../colours/colour.ts';
import { palette } from '../colours/palette.ts';
import { bake, discardBaked } from '../textures/bakery.ts';
import type { Baked } from '../textures/bakery.ts';
import type { ShownSigns } from '../../presence/signBook.ts';
import { paintReaction } from './reactionArt.ts';
import { reactionAt } from './signTimes.ts';

/** Of a reaction, and of the disc on which it is told from every floor and wall, in CSS px. */
const sizePx = 28;
const discRadiusPx = 17;
/** Air between a reaction and what is below it, in CSS px. */
const gapPx = 2;

type Reaction = NonNullable<ShownSigns['reaction']>;

/** Somebody who reacts. */
export interface Reacting {
  readonly personId: string;
  /** The middle of the lower edge of the mark when it begins to rise, in device px from the picture's origin. */
  readonly x: number;
  readonly bottom: number;
  readonly opacity: number;
  readonly reaction: Reaction;
}

/** How people have just reacted, over their heads, in device px from the picture's origin. */
export class ReactionMarks {
  readonly container = new Container();
  private readonly shown = new Map<string, Sprite>();
  private readonly pictures = new Map<ReactionShown, Baked>();
  private readonly reducedMotion: boolean;
  private devicePixelRatio: number;
  private changesIn = Infinity;

  constructor(devicePixelRatio: number, reducedMotion: boolean) {
    this.devicePixelRatio = devicePixelRatio;
    this.reducedMotion = reducedMotion;
  }

  /** In how many ms a reaction looks different: 0 while one moves, `Infinity` where nothing will change. */
  get changesInMs(): number {
    return this.changesIn;
  }

  /** Shows how people react, the nearest to the viewer first. Returns whether anything changed. */
  update(people: readonly Reacting[], nowMs: number): boolean {
    this.changesIn = Infinity;
    let changed = false;
    const seen = new Set<string>();
    for (const person of people) {
      const moment = reactionAt(nowMs - person.reaction.sinceMs, this.reducedMotion);
      if (moment.opacity === 0) continue;
      seen.add(person.personId);
      this.changesIn = Math.min(this.changesIn, moment.changesInMs);
      const opacity = moment.opacity * person.opacity;
      changed = this.place(person, moment.risePx, opacity) || changed;
    }
    for (const [key, sprite] of this.shown) {
      if (seen.has(key)) continue;
      this.shown.delete(key);
      sprite.destroy();
      changed = true;
    }
    return changed;
  }

  /** Goes over to another pixel ratio; the next update shows it. */
  setRatio(devicePixelRatio: number): void {
    if (devicePixelRatio === this.devicePixelRatio) return;
    this.devicePixelRatio = devicePixelRatio;
    this.clear();
  }

  destroy(): void {
    this.clear();
    this.container.destroy();
  }

  private clear(): void {
    for (const sprite of this.shown.values()) sprite.destroy();
    for (const baked of this.pictures.values()) discardBaked(baked);
    this.shown.clear();
    this.pictures.clear();
  }

  private place({ personId, x, bottom, reaction }: Reacting, risePx: number, opacity: number): boolean {
    const baked = this.pictureOf(reaction.kind);
    const left = x + baked.offsetX;
    const top = Math.round(bottom - (risePx + gapPx) * this.devicePixelRatio) + baked.offsetY;
    let sprite = this.shown.get(personId);
    if (sprite === undefined) {
      sprite = this.container.addChild(new Sprite());
      this.shown.set(personId, sprite);
    }
    const isSame =
      sprite.texture === baked.texture && sprite.x === left && sprite.y === top && sprite.alpha === opacity;
    if (isSame) return false;
    sprite.texture = baked.texture;
    sprite.position.set(left, top);
    sprite.alpha = opacity;
    return true;
  }

  private pictureOf(kind: ReactionShown): Baked {
    const there = this.pictures.get(kind);
    if (there !== undefined) return there;
    const extent = { left: -discRadiusPx, top: -discRadiusPx * 2, right: discRadiusPx, bottom: 0 };
    const baked = bake(extent, this.devicePixelRatio, (context) => {
      context.translate(0, -discRadiusPx);
      context.fillStyle = css(palette.panel, 0.84);
      context.beginPath();
      context.arc(0, 0, discRadiusPx, 0, Math.PI * 2);
      context.fill();
      paintReaction(context, kind, sizePx);
    });
    this.pictures.set(kind, baked);
    return baked;
  }
}
