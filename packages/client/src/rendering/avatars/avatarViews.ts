import { Container, Sprite, Texture } from 'pixi.js';
import type { WorldSpace } from '@atrium/world';
import { avatarFrame, canvasPen, drawAvatarShadow } from '../art/index.ts';
import { depthOf, depthOfTile, screenX, screenY } from '../iso/projection.ts';
import { standingRank } from '../iso/standingOrder.ts';
import { placeBaked } from '../picture.ts';
import type { Picture } from '../picture.ts';
import type { Patch } from '../patchPainter.ts';
import { plainBodies } from '../life/bearing.ts';
import type { Bearing, Bodies } from '../life/bearing.ts';
import type { AvatarView } from '../../session/avatarView.ts';
import type { StandingLayer, StandingSprite } from '../standing/standingLayer.ts';
import { highFiveMs } from '../../presence/signBook.ts';
import type { ShownSigns } from '../../presence/signBook.ts';
import { AvatarTextures } from './avatarTextures.ts';
import type { AvatarPicture, LookTextures } from './avatarTextures.ts';
import { opacityOf } from './fade.ts';
import type { FanningOut } from './fanOut.ts';
import { stepGait } from './gait.ts';
import type { Gait } from './gait.ts';
import type { HeadPlace } from './headPlace.ts';
import type { PlateText } from './nameLabel.ts';
import type { Head } from './nameLayout.ts';
import type { NamePlate } from './namePlate.ts';
import { NameViews } from './nameViews.ts';
import type { NamedPerson } from './nameViews.ts';
import type { Plate } from './plateStacking.ts';
import type { Face } from './speechBubbles.ts';
import { barsFrameAt } from './voice.ts';
import type { Voice } from './voice.ts';
import { VoiceBars, createRing, placeRing } from './voiceMarks.ts';

/** Height of the lower edge of a name above the floor, in px at zoom 1, of who stands and who sits. */
const labelHeightPx = { standing: 60, sitting: 55 } as const;
/** How far from the head a name keeps, whatever the zoom, in CSS px. */
const labelGapPx = 2;
/** What a face takes above the floor and to each side of the feet, in px at zoom 1. */
const facePx = {
  halfWidth: 10,
  standing: { top: 52, bottom: 31 },
  sitting: { top: 48, bottom: 27 },
} as const;
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
  bearing: Bearing;
  seenInFrame: number;
}

export interface AvatarViewsParts {
  readonly space: WorldSpace;
  readonly layer: StandingLayer;
  readonly picture: Picture;
  readonly devicePixelRatio: number;
  readonly reducedMotion: boolean;
  readonly voiceOf: (personId: string) => Voice;
  readonly signsOf: (personId: string) => Omit<ShownSigns, 'reaction'>;
  /** Whether somebody's name is asked for, because they are hovered or searched for. */
  readonly isNameWanted: (personId: string) => boolean;
  /** The signs that are shown, in device px from the picture's origin. */
  readonly signs: () => readonly Plate[];
}

/** The people of a World. */
export class AvatarViews {
  /** Shadows, which lie on the floor. */
  readonly shadows = new Container();
  readonly names: NameViews;
  /** What people do with their bodies while they stay where they are. */
  bodies: Bodies = plainBodies;
  /** How much of everybody shows, 0 to 1. */
  opacity = 1;
  private readonly people = new Map<string, ShownAvatar>();
  private readonly textures: AvatarTextures;
  private readonly space: WorldSpace;
  private readonly layer: StandingLayer;
  private readonly reducedMotion: boolean;
  private readonly voiceOf: (personId: string) => Voice;
  private readonly signsOf: AvatarViewsParts['signsOf'];
  private readonly isNameWanted: AvatarViewsParts['isNameWanted'];
  private readonly bars: VoiceBars;
  /** Lets people step aside who hide each other, once what does that has arrived. */
  private fanning: FanningOut | undefined;
  private barsFrame = 0;
  private picture: Picture;
  private overlayScale: number;
  private devicePixelRatio: number;
  private frame = 0;
  /** Who looks different in the last frame without having moved. */
  private readonly restless: ShownAvatar[] = [];
  private sequence = firstSequence;

  constructor(parts: AvatarViewsParts) {
    const { space, layer, picture, devicePixelRatio, reducedMotion, signs } = parts;
    this.space = space;
    this.layer = layer;
    this.picture = picture;
    this.reducedMotion = reducedMotion;
    this.voiceOf = parts.voiceOf;
    this.signsOf = parts.signsOf;
    this.isNameWanted = parts.isNameWanted;
    this.names = new NameViews(picture.scale, devicePixelRatio, reducedMotion, signs);
    this.bars = new VoiceBars(this.names.painter.ratio);
    this.textures = new AvatarTextures(picture.scale);
    this.overlayScale = picture.scale;
    this.devicePixelRatio = devicePixelRatio;
  }

  /** Begins to let people step aside who hide each other. */
  startFanning(Fanning: typeof FanningOut): void {
    this.fanning = new Fanning(
      ({ x, y }) => !this.space.collision.isSolid(Math.floor(x), Math.floor(y)),
      (key, nowMs) => {
        const { gesture } = this.signsOf(key);
        const isHighFive = gesture?.kind === 'highFive' && nowMs < gesture.sinceMs + highFiveMs;
        return isHighFive ? gesture.towards : undefined;
      },
      this.reducedMotion,
    );
  }

  /** Shows people as they are now. Returns whether anything changed but what `patches` says. */
  update(avatars: readonly AvatarView[], nowMs: number): boolean {
    this.frame++;
    const wasBehind = this.textures.isBehind;
    this.textures.beginFrame(paintBudgetMs);
    const barsFrame = barsFrameAt(nowMs, this.reducedMotion);
    const barsMoved = barsFrame !== this.barsFrame && this.isAnyoneSpeaking;
    this.barsFrame = barsFrame;
    let changed = barsMoved;
    this.restless.length = 0;
    this.bodies.begin(nowMs, this.speakersInView());
    for (const view of this.fanning?.apply(avatars, nowMs) ?? avatars) {
      const person = this.people.get(view.key);
      if (person === undefined) {
        fade(this.arrive(view), this.opacity * opacityOf(view, nowMs));
        changed = true;
      } else if (this.show(person, view, nowMs, wasBehind)) changed = true;
    }
    for (const [key, person] of this.people) {
      if (person.seenInFrame === this.frame) continue;
      this.leave(key, person);
      changed = true;
    }
    return changed;
  }

  /** Where people look different who stay where they are, in device px from the picture's origin. */
  patches(): readonly Patch[] {
    return this.restless.map(({ standing: { sprite } }) => ({
      left: sprite.x - 1,
      top: sprite.y - 1,
      right: sprite.x + sprite.width + 1,
      bottom: sprite.y + sprite.height + 1,
    }));
  }

  /** Hangs the names of those who are in view; to be called when the camera is aimed. Returns whether one has moved. */
  arrangeNames(nowMs: number): boolean {
    const changed = this.names.arrange(this.inNameOrder(() => true).map(this.namedPerson()), nowMs);
    for (const person of this.people.values()) this.showBars(person);
    return changed;
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
      person.plate.rewrite();
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
    this.names.setScale(scale, devicePixelRatio);
    this.bars.setRatio(this.names.painter.ratio);
    for (const person of this.people.values()) {
      if (isOtherScreen) person.plate.rewrite();
      else person.plate.redraw();
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
      x: this.headOf(view).x,
      bottom: plate.top,
      opacity: standing.sprite.alpha,
    }));
  }

  /** The faces and the written names of those who are seen, in device px from the picture's origin. */
  faces(): readonly Face[] {
    return this.inNameOrder(() => true).flatMap(({ view, plate }) => {
      const { x, face } = this.headOf(view);
      const { left, right, top, bottom } = face;
      const seen = { key: view.key, left, bottom, width: right - left, height: bottom - top };
      if (!plate.isFull) return [seen];
      const { width, height } = plate;
      const middle = x + plate.shift;
      return [seen, { key: view.key, left: middle - width / 2, bottom: plate.top + height, width, height }];
    });
  }

  /** Whether some picture of the last frame was put off, or a name or somebody who steps aside is on the way. */
  get isUnfinished(): boolean {
    return this.textures.isBehind || this.names.isMoving || this.fanning?.isMoving === true;
  }

  destroy(): void {
    for (const [key, person] of this.people) this.leave(key, person);
    this.textures.destroy();
    this.bars.destroy();
    this.shadows.destroy();
    this.names.destroy();
  }

  private arrive(view: AvatarView): ShownAvatar {
    const plate = this.names.create(this.plateTextOf(view, 'silent'));
    const gait = { x: view.x, y: view.y, walkedTiles: 0 };
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
      gait,
      textures: this.textures.of(view.look),
      picture: undefined,
      view,
      bearing: this.bodies.of({ view, gait, inView: false }, this.signsOf(view.key), undefined),
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
    const wasInView = person.standing.inView;
    const moved = stepGait(person.gait, view.x, view.y);
    const turned = before.facing !== view.facing || before.state !== view.state || before.look !== view.look;
    const { bearing } = person;
    const signs = this.signsOf(view.key);
    person.bearing = this.bodies.of(
      { view, gait: person.gait, inView: person.standing.inView },
      signs,
      this.placeOf(signs.gesture?.towards),
    );
    if (moved || turned) this.place(person);
    else if (person.standing.inView && (wasBehind || isOther(person.bearing, bearing)))
      this.dressAtRest(person);
    const hasFaded = fade(person, this.opacity * opacityOf(view, nowMs));
    // A whole World of people may walk about beyond the edges of the picture.
    return (wasInView || person.standing.inView) && (hasFaded || moved || turned || isRenamed);
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

  /** Shows somebody anew who has not moved. */
  private dressAtRest(person: ShownAvatar): void {
    const before = person.picture;
    this.dress(person);
    if (person.picture !== before) this.restless.push(person);
  }

  private placeOf(personId: string | undefined): AvatarView | undefined {
    return personId === undefined ? undefined : this.people.get(personId)?.view;
  }

  private speakersInView(): readonly AvatarView[] {
    return [...this.people.values()]
      .filter(({ voice, standing }) => voice === 'speaking' && standing.inView)
      .map(({ view }) => view);
  }

  private dress(person: ShownAvatar): void {
    const { view, standing, bearing } = person;
    const { shelf, scale } = this.picture;
    const x = screenX(view.x, view.y);
    const y = screenY(view.x, view.y);
    const { facing, pose } = bearing;
    person.picture = this.textures.exchange(person.picture, person.textures, facing, pose);
    placeBaked(standing.sprite, person.picture.baked, x, y, scale);
    placeBaked(person.shadow, shelf.take('avatar-shadow', avatarFrame, paintShadow), x, y, scale);
    if (person.ring !== undefined) placeRing(person.ring, this.picture, x, y);
  }

  private plateTextOf({ key, name, isSelf }: AvatarView, voice: Voice): PlateText {
    const { status, hand } = this.signsOf(key);
    return { name, isSelf, voice, status, hand };
  }

  /** Writes on somebody's plate what is new of them. Returns whether anything is. */
  private rename({ view, voice, plate }: ShownAvatar): boolean {
    return plate.write(this.plateTextOf(view, voice));
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
    plate.showBars(this.bars, this.barsFrame);
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

  /** What the layout of names knows of each person, with everybody's distance from oneself. */
  private namedPerson(): (person: ShownAvatar) => NamedPerson {
    const self = [...this.people.values()].find(({ view }) => view.isSelf)?.view;
    return ({ view, voice, plate }) => {
      const { key, isSelf } = view;
      const isTalking = voice === 'speaking' || this.signsOf(key).bubble !== undefined;
      return {
        plate,
        isSelf,
        ...this.headOf(view),
        distance: self === undefined ? 0 : Math.hypot(view.x - self.x, view.y - self.y),
        isAskedFor: isTalking || this.isNameWanted(key),
      };
    };
  }

  private placeName({ view, plate }: ShownAvatar): void {
    plate.follow(this.headOf(view));
  }

  /** Where somebody's name hangs and where their face is, in device px from the picture's origin. */
  private headOf(view: AvatarView): Head {
    const scale = this.overlayScale;
    const isSitting = view.state === 'sitting';
    const height = isSitting ? labelHeightPx.sitting : labelHeightPx.standing;
    const { top, bottom } = isSitting ? facePx.sitting : facePx.standing;
    const x = screenX(view.x, view.y);
    return {
      x: Math.round(x * scale),
      y: Math.round(screenY(view.x, view.y, height) * scale - labelGapPx * this.devicePixelRatio),
      face: {
        left: (x - facePx.halfWidth) * scale,
        right: (x + facePx.halfWidth) * scale,
        top: screenY(view.x, view.y, top) * scale,
        bottom: screenY(view.x, view.y, bottom) * scale,
      },
    };
  }
}

function isOther(one: Bearing, other: Bearing): boolean {
  return one.facing !== other.facing || one.pose !== other.pose;
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
