import { Container, Sprite, Texture } from 'pixi.js';
import type { WorldSpace } from '@atrium/world';
import { avatarFrame, canvasPen, drawAvatarShadow } from '../art/index.ts';
import { depthOf, depthOfTile, screenX, screenY } from '../iso/projection.ts';
import { standingRank } from '../iso/standingOrder.ts';
import { placeBaked } from '../picture.ts';
import type { Picture } from '../picture.ts';
import type { AvatarView } from '../../session/avatarView.ts';
import type { StandingLayer, StandingSprite } from '../standing/standingLayer.ts';
import type { ShownSigns } from '../../presence/signBook.ts';
import { AvatarTextures } from './avatarTextures.ts';
import type { AvatarPicture, LookTextures } from './avatarTextures.ts';
import { opacityOf } from './fade.ts';
import { poseOf, stepGait } from './gait.ts';
import type { Gait } from './gait.ts';
import type { HeadPlace } from './headPlace.ts';
import type { PlateText } from './nameLabel.ts';
import { nextLift } from './nameLift.ts';
import { NamePlate } from './namePlate.ts';
import { stackNames } from './nameStacking.ts';
import type { Plate } from './nameStacking.ts';
import { barsFrameAt } from './voice.ts';
import type { Voice } from './voice.ts';
import { VoiceBars, createRing, placeRing } from './voiceMarks.ts';

/** Height of the lower edge of a name above the floor, in px at zoom 1, of who stands and who sits. */
const labelHeightPx = { standing: 60, sitting: 55 } as const;
/** How far from the head a name keeps, whatever the zoom, in CSS px. */
const labelGapPx = 2;
/** Air between two names, and how far a name moves up at most where many stand together, in CSS px. */
const nameGapPx = 2;
const highestNamePx = 120;
/** What may be spent on painting Avatars in one frame, in ms. */
const paintBudgetMs = 3;
/** Drawing order among people in one spot, after all that stays in its place. */
const firstSequence = 200_000;

/** One person on the picture. */
interface ShownAvatar {
  readonly standing: StandingSprite;
  readonly shadow: Sprite;
  readonly plate: NamePlate;
  readonly gait: Gait;
  voice: Voice;
  /** While they speak, around their feet. */
  ring: Sprite | undefined;
  textures: LookTextures;
  picture: AvatarPicture | undefined;
  view: AvatarView;
  seenInFrame: number;
}

export interface AvatarViewsParts {
  readonly space: WorldSpace;
  readonly layer: StandingLayer;
  readonly picture: Picture;
  readonly devicePixelRatio: number;
  readonly reducedMotion: boolean;
  readonly voiceOf: (personId: string) => Voice;
  readonly signsOf: (personId: string) => Pick<ShownSigns, 'status' | 'hand'>;
  /** The signs that are shown, in device px from the picture's origin. */
  readonly signs: () => readonly Plate[];
}

/** The people of a World. */
export class AvatarViews {
  /** Shadows, which lie on the floor. */
  readonly shadows = new Container();
  /** Names, in device px from the picture's origin. */
  readonly labels = new Container();
  private readonly people = new Map<string, ShownAvatar>();
  private readonly textures: AvatarTextures;
  private readonly space: WorldSpace;
  private readonly layer: StandingLayer;
  private readonly signs: () => readonly Plate[];
  private readonly reducedMotion: boolean;
  private readonly voiceOf: (personId: string) => Voice;
  private readonly signsOf: AvatarViewsParts['signsOf'];
  private readonly bars: VoiceBars;
  private barsFrame = 0;
  private picture: Picture;
  private overlayScale: number;
  private devicePixelRatio: number;
  private frame = 0;
  private sequence = firstSequence;
  private namesMovedAtMs = 0;
  private namesMove = false;

  constructor(parts: AvatarViewsParts) {
    const { space, layer, picture, devicePixelRatio, reducedMotion, signs } = parts;
    this.space = space;
    this.layer = layer;
    this.picture = picture;
    this.reducedMotion = reducedMotion;
    this.signs = signs;
    this.voiceOf = parts.voiceOf;
    this.signsOf = parts.signsOf;
    this.bars = new VoiceBars(devicePixelRatio);
    this.textures = new AvatarTextures(picture.scale);
    this.overlayScale = picture.scale;
    this.devicePixelRatio = devicePixelRatio;
  }

  /** Shows people as they are now. Returns whether anything changed. */
  update(avatars: readonly AvatarView[], nowMs: number): boolean {
    this.frame++;
    const wasBehind = this.textures.isBehind;
    this.textures.beginFrame(paintBudgetMs);
    const barsFrame = barsFrameAt(nowMs, this.reducedMotion);
    const barsMoved = barsFrame !== this.barsFrame && this.isAnyoneSpeaking;
    this.barsFrame = barsFrame;
    let changed = wasBehind || barsMoved;
    for (const view of avatars) {
      const person = this.people.get(view.key);
      if (person === undefined) {
        fade(this.arrive(view), opacityOf(view, nowMs));
        changed = true;
      } else if (this.show(person, view, nowMs, wasBehind)) changed = true;
    }
    for (const [key, person] of this.people) {
      if (person.seenInFrame === this.frame) continue;
      this.leave(key, person);
      changed = true;
    }
    if (this.moveNames(nowMs) || changed) {
      for (const person of this.people.values()) this.showBars(person);
      return true;
    }
    return false;
  }

  /** Whether somebody speaks whose bars move. */
  get isAnyoneSpeaking(): boolean {
    for (const { voice, standing } of this.people.values()) {
      if (voice === 'speaking' && standing.inView) return true;
    }
    return false;
  }

  /** Goes over to another scale; pictures of the one before stand in until they are painted anew. */
  setPicture(picture: Picture): void {
    this.picture = picture;
    this.textures.setScale(picture.scale);
    this.textures.beginFrame(0);
    for (const person of this.people.values()) {
      if (person.standing.inView) this.dress(person);
      else {
        person.shadow.texture = Texture.EMPTY;
        if (person.ring !== undefined) person.ring.texture = Texture.EMPTY;
      }
    }
  }

  /** Puts names where the zoom (device px per px at zoom 1) wants them. */
  setOverlay(scale: number, devicePixelRatio: number): void {
    this.overlayScale = scale;
    const isOtherScreen = devicePixelRatio !== this.devicePixelRatio;
    this.devicePixelRatio = devicePixelRatio;
    this.bars.setRatio(devicePixelRatio);
    for (const person of this.people.values()) {
      if (isOtherScreen) person.plate.rewrite(devicePixelRatio);
      this.placeName(person);
      this.showBars(person);
    }
  }

  /** Everybody who is shown. */
  *views(): Generator<AvatarView> {
    for (const { view } of this.people.values()) yield view;
  }

  /** Where something hangs over the heads of some, the nearest to the viewer first. */
  heads(isWanted: (personId: string) => boolean): readonly HeadPlace[] {
    return this.inNameOrder(isWanted).map(({ view, standing, plate }) => ({
      key: view.key,
      x: this.placeOverHead(view).x,
      bottom: plate.top,
      opacity: standing.sprite.alpha,
    }));
  }

  /** Whether some picture of the last frame was put off, or a name is on its way. */
  get isUnfinished(): boolean {
    return this.textures.isBehind || this.namesMove;
  }

  destroy(): void {
    for (const [key, person] of this.people) this.leave(key, person);
    this.textures.destroy();
    this.bars.destroy();
    this.shadows.destroy();
    this.labels.destroy();
  }

  private arrive(view: AvatarView): ShownAvatar {
    const plate = new NamePlate(this.labels, this.plateTextOf(view, 'silent'), this.devicePixelRatio);
    const standing: StandingSprite = {
      sprite: new Sprite(),
      depth: 0,
      rank: standingRank.avatar,
      sequence: this.sequence++,
      left: 0,
      top: 0,
      right: 0,
      bottom: 0,
      inView: false,
      dim: 0,
      redraw: () => {
        this.dress(person);
      },
    };
    const person: ShownAvatar = {
      standing,
      shadow: new Sprite(),
      plate,
      voice: 'silent',
      ring: undefined,
      gait: { x: view.x, y: view.y, walkedTiles: 0 },
      textures: this.textures.of(view.look),
      picture: undefined,
      view,
      seenInFrame: this.frame,
    };
    this.people.set(view.key, person);
    this.shadows.addChild(person.shadow);
    this.layer.add(standing);
    this.place(person);
    this.giveVoice(person);
    this.rename(person);
    return person;
  }

  private leave(key: string, person: ShownAvatar): void {
    this.people.delete(key);
    this.textures.giveBack(person.picture);
    this.layer.remove(person.standing);
    person.standing.sprite.destroy();
    person.shadow.destroy();
    person.ring?.destroy();
    person.plate.destroy();
  }

  private show(person: ShownAvatar, view: AvatarView, nowMs: number, wasBehind: boolean): boolean {
    const before = person.view;
    person.view = view;
    person.seenInFrame = this.frame;
    if (before.look !== view.look) person.textures = this.textures.of(view.look);
    this.giveVoice(person);
    const isRenamed = this.rename(person);
    const moved = stepGait(person.gait, view.x, view.y);
    const turned = before.facing !== view.facing || before.state !== view.state || before.look !== view.look;
    if (moved || turned || wasBehind) this.place(person);
    return fade(person, opacityOf(view, nowMs)) || moved || turned || isRenamed;
  }

  private place(person: ShownAvatar): void {
    const { view, standing } = person;
    const x = screenX(view.x, view.y);
    const y = screenY(view.x, view.y);
    const isOnSeat = view.state === 'sitting' && this.space.seatAt(view) !== undefined;
    standing.depth = isOnSeat ? depthOfTile(Math.floor(view.x), Math.floor(view.y)) : depthOf(view.x, view.y);
    standing.left = x + avatarFrame.left;
    standing.top = y + avatarFrame.top;
    standing.right = x + avatarFrame.right;
    standing.bottom = y + avatarFrame.bottom;
    this.layer.moved(standing);
    if (standing.inView) this.dress(person);
    this.placeName(person);
  }

  private dress(person: ShownAvatar): void {
    const { view, standing, gait } = person;
    const { shelf, scale } = this.picture;
    const x = screenX(view.x, view.y);
    const y = screenY(view.x, view.y);
    const pose = poseOf(view.state, gait);
    person.picture = this.textures.exchange(person.picture, person.textures, view.facing, pose);
    placeBaked(standing.sprite, person.picture.baked, x, y, scale);
    placeBaked(person.shadow, shelf.take('avatar-shadow', avatarFrame, paintShadow), x, y, scale);
    if (person.ring !== undefined) placeRing(person.ring, this.picture, x, y);
  }

  private plateTextOf({ key, name, isSelf }: AvatarView, voice: Voice): PlateText {
    const { status, hand } = this.signsOf(key);
    return { name, isSelf, voice, status, hand };
  }

  /** Writes on somebody's plate what is new of them. Returns whether anything is. */
  private rename(person: ShownAvatar): boolean {
    const { view, voice, plate } = person;
    if (!plate.write(this.plateTextOf(view, voice), this.devicePixelRatio)) return false;
    this.placeName(person);
    return true;
  }

  /** Shows around somebody's feet whether they speak. */
  private giveVoice(person: ShownAvatar): void {
    const voice = this.voiceOf(person.view.key);
    if (voice === person.voice) return;
    person.voice = voice;
    person.ring?.destroy();
    person.ring = undefined;
    if (voice !== 'speaking') return;
    person.ring = createRing();
    this.shadows.addChild(person.ring);
    if (person.standing.inView) this.dress(person);
  }

  private showBars({ plate, ring, standing }: ShownAvatar): void {
    plate.showBars(this.bars, this.barsFrame, this.devicePixelRatio);
    if (ring !== undefined) ring.alpha = standing.sprite.alpha;
  }

  /** Those people who are seen and stay, the nearest to the viewer first. */
  private inNameOrder(isWanted: (personId: string) => boolean): readonly ShownAvatar[] {
    const people = [...this.people.values()].filter(
      ({ view, standing }) => standing.inView && view.fade !== 'leaving' && isWanted(view.key),
    );
    return people.sort(
      (a, b) => b.standing.bottom - a.standing.bottom || a.standing.sequence - b.standing.sequence,
    );
  }

  /** Names make way for each other. Returns whether one has moved. */
  private moveNames(nowMs: number): boolean {
    const elapsedMs = nowMs - this.namesMovedAtMs;
    this.namesMovedAtMs = nowMs;
    const people = this.inNameOrder(() => true);
    const ratio = this.devicePixelRatio;
    const lifts = stackNames(
      people.map((person) => this.plateOf(person)),
      this.signs(),
      { gap: nameGapPx * ratio, highest: highestNamePx * ratio },
    );
    let changed = false;
    this.namesMove = false;
    people.forEach((person, index) => {
      const { plate } = person;
      const target = lifts[index] ?? 0;
      const isAtOnce = plate.isNew || this.reducedMotion;
      const lift = isAtOnce ? target : nextLift(plate.lift, target, elapsedMs, ratio);
      plate.isNew = false;
      if (lift !== target) this.namesMove = true;
      if (lift === plate.lift) return;
      plate.lift = lift;
      this.placeName(person);
      changed = true;
    });
    return changed;
  }

  /** Where a name hangs while it makes way for nobody. */
  private plateOf({ view, plate: { width, height } }: ShownAvatar) {
    const { x, y } = this.placeOverHead(view);
    return {
      left: x - width / 2,
      bottom: y,
      width,
      height,
      keepsClearOfSigns: view.state !== 'walking',
    };
  }

  private placeName({ view, plate }: ShownAvatar): void {
    const { x, y } = this.placeOverHead(view);
    plate.place(x, y);
  }

  /** The middle of the lower edge of somebody's name, in device px from the picture's origin. */
  private placeOverHead(view: AvatarView): { readonly x: number; readonly y: number } {
    const height = view.state === 'sitting' ? labelHeightPx.sitting : labelHeightPx.standing;
    return {
      x: Math.round(screenX(view.x, view.y) * this.overlayScale),
      y: Math.round(screenY(view.x, view.y, height) * this.overlayScale - labelGapPx * this.devicePixelRatio),
    };
  }
}

function paintShadow(context: CanvasRenderingContext2D): void {
  drawAvatarShadow(canvasPen(context));
}

/** Shows so much of somebody. Returns whether that is a change. */
function fade(person: ShownAvatar, opacity: number): boolean {
  if (person.standing.sprite.alpha === opacity) return false;
  person.standing.sprite.alpha = opacity;
  person.shadow.alpha = opacity;
  person.plate.fade(opacity);
  return true;
}
