import { Container, Sprite, Texture } from 'pixi.js';
import type { WorldSpace } from '@atrium/world';
import { drawAvatarShadow, avatarFrame, canvasPen } from '../art/index.ts';
import { depthOf, depthOfTile, screenX, screenY } from '../iso/projection.ts';
import { standingRank } from '../iso/standingOrder.ts';
import { placeBaked } from '../picture.ts';
import type { Picture } from '../picture.ts';
import type { AvatarView } from '../scene.ts';
import type { StandingLayer, StandingSprite } from '../standing/standingLayer.ts';
import { discardBaked } from '../textures/bakery.ts';
import type { Baked } from '../textures/bakery.ts';
import { createAvatarTextures } from './avatarTextures.ts';
import type { AvatarPicture, LookTextures } from './avatarTextures.ts';
import { opacityOf } from './fade.ts';
import { poseOf, stepGait } from './gait.ts';
import type { Gait } from './gait.ts';
import { bakeNameLabel } from './nameLabel.ts';

/** Height of the lower edge of a name above the floor, in px at zoom 1, of who stands and who sits. */
const labelHeightPx = { standing: 60, sitting: 55 } as const;
/** How far from the head a name keeps, whatever the zoom, in CSS px. */
const labelGapPx = 2;
/** What may be spent on painting Avatars in one frame, in ms. */
const paintBudgetMs = 3;

/** One person on the picture. */
export interface ShownAvatar {
  readonly standing: StandingSprite;
  readonly shadow: Sprite;
  readonly label: Sprite;
  readonly gait: Gait;
  labelBaked: Baked;
  textures: LookTextures;
  picture: AvatarPicture | undefined;
  view: AvatarView;
  seenInFrame: number;
}

/** The people of a World. */
export interface AvatarViews {
  /** Shadows, which lie on the floor. */
  readonly shadows: Container;
  /** Names, in device px from the picture's origin. */
  readonly labels: Container;
  /** Shows people as they are now. Returns whether anything changed. */
  update(avatars: readonly AvatarView[], nowMs: number): boolean;
  setPicture(picture: Picture): void;
  /** Puts names where the zoom (device px per px at zoom 1) wants them. */
  setOverlay(scale: number, devicePixelRatio: number): void;
  readonly shown: Iterable<ShownAvatar>;
  readonly isBehind: boolean;
  destroy(): void;
}

export function createAvatarViews(
  space: WorldSpace,
  layer: StandingLayer,
  initial: Picture,
  initialDevicePixelRatio: number,
): AvatarViews {
  const shadows = new Container();
  const labels = new Container();
  const people = new Map<string, ShownAvatar>();
  const textures = createAvatarTextures(initial.scale);
  let picture = initial;
  let overlayScale = initial.scale;
  let devicePixelRatio = initialDevicePixelRatio;
  let frame = 0;
  let sequence = 200_000;

  const placeLabel = (person: ShownAvatar): void => {
    const { view, label, labelBaked } = person;
    const height = view.state === 'sitting' ? labelHeightPx.sitting : labelHeightPx.standing;
    label.position.set(
      Math.round(screenX(view.x, view.y) * overlayScale) + labelBaked.offsetX,
      Math.round(screenY(view.x, view.y, height) * overlayScale - labelGapPx * devicePixelRatio) +
        labelBaked.offsetY,
    );
  };
  const dress = (person: ShownAvatar): void => {
    const { view, standing, gait } = person;
    const x = screenX(view.x, view.y);
    const y = screenY(view.x, view.y);
    person.picture = textures.exchange(
      person.picture,
      person.textures,
      view.facing,
      poseOf(view.state, gait),
    );
    placeBaked(standing.sprite, person.picture.baked, x, y, picture.scale);
    const shadow = picture.shelf.take('avatar-shadow', avatarFrame, (context) => {
      drawAvatarShadow(canvasPen(context));
    });
    placeBaked(person.shadow, shadow, x, y, picture.scale);
  };
  const place = (person: ShownAvatar): void => {
    const { view, standing } = person;
    const x = screenX(view.x, view.y);
    const y = screenY(view.x, view.y);
    const isOnSeat = view.state === 'sitting' && space.seatAt(view) !== undefined;
    standing.depth = isOnSeat ? depthOfTile(Math.floor(view.x), Math.floor(view.y)) : depthOf(view.x, view.y);
    standing.left = x + avatarFrame.left;
    standing.top = y + avatarFrame.top;
    standing.right = x + avatarFrame.right;
    standing.bottom = y + avatarFrame.bottom;
    layer.moved(standing);
    if (standing.inView) dress(person);
    placeLabel(person);
  };
  const arrive = (view: AvatarView): ShownAvatar => {
    const labelBaked = bakeNameLabel(view.name, view.isSelf, devicePixelRatio);
    const person: ShownAvatar = {
      standing: {
        sprite: new Sprite(),
        depth: 0,
        rank: standingRank.avatar,
        sequence: sequence++,
        left: 0,
        top: 0,
        right: 0,
        bottom: 0,
        inView: false,
        enterView: () => {
          dress(person);
        },
      },
      shadow: new Sprite(),
      label: new Sprite(labelBaked.texture),
      labelBaked,
      gait: { x: view.x, y: view.y, walkedTiles: 0 },
      textures: textures.of(view.look),
      picture: undefined,
      view,
      seenInFrame: frame,
    };
    people.set(view.key, person);
    shadows.addChild(person.shadow);
    labels.addChild(person.label);
    layer.add(person.standing);
    place(person);
    return person;
  };
  const leave = (key: string, person: ShownAvatar): void => {
    people.delete(key);
    textures.giveBack(person.picture);
    layer.remove(person.standing);
    person.standing.sprite.destroy();
    person.shadow.destroy();
    person.label.destroy();
    discardBaked(person.labelBaked);
  };
  const fade = (person: ShownAvatar, opacity: number): boolean => {
    if (person.standing.sprite.alpha === opacity) return false;
    person.standing.sprite.alpha = opacity;
    person.shadow.alpha = opacity;
    person.label.alpha = opacity;
    return true;
  };
  const show = (person: ShownAvatar, view: AvatarView, nowMs: number, wasBehind: boolean): boolean => {
    const before = person.view;
    person.view = view;
    person.seenInFrame = frame;
    if (before.name !== view.name) relabel(person);
    if (before.look !== view.look) person.textures = textures.of(view.look);
    const moved = stepGait(person.gait, view.x, view.y);
    const turned = before.facing !== view.facing || before.state !== view.state || before.look !== view.look;
    if (moved || turned || wasBehind) place(person);
    return fade(person, opacityOf(view, nowMs)) || moved || turned;
  };
  const relabel = (person: ShownAvatar): void => {
    discardBaked(person.labelBaked);
    person.labelBaked = bakeNameLabel(person.view.name, person.view.isSelf, devicePixelRatio);
    person.label.texture = person.labelBaked.texture;
    placeLabel(person);
  };

  return {
    shadows,
    labels,
    update(avatars, nowMs) {
      frame++;
      const wasBehind = textures.isBehind;
      textures.beginFrame(paintBudgetMs);
      let changed = wasBehind;
      for (const view of avatars) {
        const person = people.get(view.key);
        if (person === undefined) {
          fade(arrive(view), opacityOf(view, nowMs));
          changed = true;
        } else if (show(person, view, nowMs, wasBehind)) changed = true;
      }
      for (const [key, person] of people) {
        if (person.seenInFrame === frame) continue;
        leave(key, person);
        changed = true;
      }
      return changed;
    },
    setPicture(next) {
      picture = next;
      textures.setScale(next.scale);
      textures.beginFrame(0);
      for (const person of people.values()) {
        if (person.standing.inView) dress(person);
        else person.shadow.texture = Texture.EMPTY;
      }
    },
    setOverlay(scale, ratio) {
      overlayScale = scale;
      if (ratio !== devicePixelRatio) {
        devicePixelRatio = ratio;
        for (const person of people.values()) relabel(person);
      }
      for (const person of people.values()) placeLabel(person);
    },
    get shown() {
      return people.values();
    },
    get isBehind() {
      return textures.isBehind;
    },
    destroy() {
      for (const [key, person] of people) leave(key, person);
      textures.destroy();
      shadows.destroy();
      labels.destroy();
    },
  };
}
