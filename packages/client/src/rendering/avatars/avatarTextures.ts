import type { AvatarLook } from '@atrium/protocol';
import { facings } from '@atrium/world';
import type { Facing } from '@atrium/world';
import { avatarFrame, avatarPoses, canvasPen, drawAvatar } from '../art/index.ts';
import type { AvatarPose } from '../art/index.ts';
import { bake, discardBaked } from '../textures/bakery.ts';
import type { Baked } from '../textures/bakery.ts';

/** Bytes of Avatar textures that are kept; the ones not shown for longest go first. */
const keptBytes = 96 * 1024 * 1024;

/** Where the pictures of a pose are in a look's table. */
export function poseIndex(pose: AvatarPose): number {
  switch (pose.kind) {
    case 'idle':
      return pose.breath;
    case 'walking':
      return 2 + pose.frame;
    case 'sitting':
      return avatarPoses.length - 1;
  }
}

/** One painted picture, kept while somebody shows it and for some time after. */
export interface AvatarPicture {
  readonly baked: Baked;
  readonly textures: LookTextures;
  readonly place: number;
  /** People who show it. */
  users: number;
  lastShown: number;
}

/** The pictures of one look; the place is facing times poses plus pose. */
export interface LookTextures {
  readonly look: AvatarLook;
  readonly pictures: (AvatarPicture | undefined)[];
}

/** Every Avatar picture is painted once per look, facing and pose, when it is first needed. */
export interface AvatarTextures {
  /** The pictures of a look; looks that are alike share them. */
  of(look: AvatarLook): LookTextures;
  /**
   * The picture of a facing and pose, in exchange for the one shown so far. Where it is not painted yet and there is no
   * time for it in this frame, the nearest that is there.
   */
  exchange(
    before: AvatarPicture | undefined,
    textures: LookTextures,
    facing: Facing,
    pose: AvatarPose,
  ): AvatarPicture;
  giveBack(picture: AvatarPicture | undefined): void;
  /** Begins a frame that may paint for some time, in ms. */
  beginFrame(paintBudgetMs: number): void;
  /** Whether some picture of this frame was put off. */
  readonly isBehind: boolean;
  setScale(scale: number): void;
  destroy(): void;
}

export function createAvatarTextures(initialScale: number): AvatarTextures {
  const looks = new Map<string, LookTextures>();
  const kept = new Set<AvatarPicture>();
  let scale = initialScale;
  let bytes = 0;
  let frame = 0;
  let paintUntilMs = 0;
  let isBehind = false;
  const tableSize = facings.length * avatarPoses.length;

  const forget = (entry: AvatarPicture): void => {
    kept.delete(entry);
    const { pictures } = entry.textures;
    if (pictures[entry.place] === entry) pictures[entry.place] = undefined;
    bytes -= entry.baked.bytes;
    discardBaked(entry.baked);
  };
  const makeRoom = (): void => {
    if (bytes <= keptBytes) return;
    const oldest = [...kept].sort((a, b) => a.lastShown - b.lastShown);
    for (const entry of oldest) {
      if (bytes <= keptBytes * 0.8) break;
      if (entry.users === 0) forget(entry);
    }
  };
  const paint = (textures: LookTextures, place: number, facing: Facing, pose: AvatarPose): AvatarPicture => {
    const baked = bake(avatarFrame, scale, (context) => {
      drawAvatar(canvasPen(context), textures.look, facing, pose);
    });
    const entry: AvatarPicture = { baked, textures, place, users: 0, lastShown: frame };
    textures.pictures[place] = entry;
    kept.add(entry);
    bytes += baked.bytes;
    return entry;
  };
  const nearest = (textures: LookTextures, first: number): AvatarPicture | undefined =>
    textures.pictures.slice(first, first + avatarPoses.length).find((entry) => entry !== undefined) ??
    textures.pictures.find((entry) => entry !== undefined);

  return {
    of(look) {
      const key = Object.values(look).join('/');
      let textures = looks.get(key);
      if (textures === undefined) {
        textures = { look, pictures: new Array<AvatarPicture | undefined>(tableSize).fill(undefined) };
        looks.set(key, textures);
      }
      return textures;
    },
    exchange(before, textures, facing, pose) {
      const first = facings.indexOf(facing) * avatarPoses.length;
      const place = first + poseIndex(pose);
      let picture = textures.pictures[place];
      const isGood = picture !== undefined && picture.baked.scale === scale;
      if (!isGood && performance.now() > paintUntilMs) {
        picture ??= nearest(textures, first);
        if (picture !== undefined) isBehind = true;
      } else if (!isGood) {
        picture = undefined;
      }
      picture ??= paint(textures, place, facing, pose);
      picture.users++;
      picture.lastShown = frame;
      this.giveBack(before);
      return picture;
    },
    giveBack(picture) {
      if (picture === undefined) return;
      picture.users--;
      const isStale = picture.baked.scale !== scale;
      if (isStale && picture.users === 0) forget(picture);
    },
    beginFrame(paintBudgetMs) {
      frame++;
      isBehind = false;
      paintUntilMs = performance.now() + paintBudgetMs;
      makeRoom();
    },
    get isBehind() {
      return isBehind;
    },
    setScale(next) {
      scale = next;
      for (const entry of [...kept]) if (entry.users === 0) forget(entry);
    },
    destroy() {
      for (const entry of [...kept]) forget(entry);
      looks.clear();
    },
  };
}
