import type { AvatarLook } from '@atrium/protocol';
import { facings } from '@atrium/world';
import type { Facing } from '@atrium/world';
import { avatarFrame, avatarPoses, canvasPen, drawAvatar } from '../art/index.ts';
import type { AvatarPose } from '../art/index.ts';
import { bake, discardBaked } from '../textures/bakery.ts';
import type { Baked } from '../textures/bakery.ts';

/** Bytes of Avatar pictures that are kept; the ones not shown for longest go first. */
const keptBytes = 96 * 1024 * 1024;
/** When there is too much, so much of it stays that there is room for a while. */
const keptShare = 0.8;

/** Where the picture of a pose is in a look's table. */
function poseIndex(pose: AvatarPose): number {
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
export class AvatarTextures {
  private readonly looks = new Map<string, LookTextures>();
  private readonly kept = new Set<AvatarPicture>();
  private scale: number;
  private bytes = 0;
  private frame = 0;
  private paintUntilMs = 0;
  private isAnyPutOff = false;

  /** @param scale device px per px at zoom 1 */
  constructor(scale: number) {
    this.scale = scale;
  }

  /** The pictures of a look; looks that are alike share them. */
  of(look: AvatarLook): LookTextures {
    const key = Object.values(look).join('/');
    let textures = this.looks.get(key);
    if (textures === undefined) {
      const size = facings.length * avatarPoses.length;
      textures = { look, pictures: new Array<AvatarPicture | undefined>(size).fill(undefined) };
      this.looks.set(key, textures);
    }
    return textures;
  }

  /**
   * The picture of a facing and pose, in exchange for the one shown so far. Where it is not painted yet and there is no
   * time for it in this frame, the nearest that is there.
   */
  exchange(
    before: AvatarPicture | undefined,
    textures: LookTextures,
    facing: Facing,
    pose: AvatarPose,
  ): AvatarPicture {
    const first = facings.indexOf(facing) * avatarPoses.length;
    const place = first + poseIndex(pose);
    let picture = textures.pictures[place];
    if (picture?.baked.scale !== this.scale) {
      const standIn =
        performance.now() > this.paintUntilMs ? (picture ?? nearest(textures, first)) : undefined;
      if (standIn !== undefined) this.isAnyPutOff = true;
      picture = standIn ?? this.paint(textures, place, facing, pose);
    }
    picture.users++;
    picture.lastShown = this.frame;
    this.giveBack(before);
    return picture;
  }

  giveBack(picture: AvatarPicture | undefined): void {
    if (picture === undefined) return;
    picture.users--;
    const isOfOtherScale = picture.baked.scale !== this.scale;
    if (isOfOtherScale && picture.users === 0) this.forget(picture);
  }

  /** Begins a frame that may paint for some time, in ms. */
  beginFrame(paintBudgetMs: number): void {
    this.frame++;
    this.isAnyPutOff = false;
    this.paintUntilMs = performance.now() + paintBudgetMs;
    if (this.bytes > keptBytes) this.makeRoom();
  }

  /** Whether some picture of this frame was put off. */
  get isBehind(): boolean {
    return this.isAnyPutOff;
  }

  setScale(scale: number): void {
    this.scale = scale;
    for (const picture of [...this.kept]) if (picture.users === 0) this.forget(picture);
  }

  destroy(): void {
    for (const picture of [...this.kept]) this.forget(picture);
    this.looks.clear();
  }

  private paint(textures: LookTextures, place: number, facing: Facing, pose: AvatarPose): AvatarPicture {
    const baked = bake(avatarFrame, this.scale, (context) => {
      drawAvatar(canvasPen(context), textures.look, facing, pose);
    });
    const picture: AvatarPicture = { baked, textures, place, users: 0, lastShown: this.frame };
    textures.pictures[place] = picture;
    this.kept.add(picture);
    this.bytes += baked.bytes;
    return picture;
  }

  private makeRoom(): void {
    const longestUnseen = [...this.kept].sort((a, b) => a.lastShown - b.lastShown);
    for (const picture of longestUnseen) {
      if (this.bytes <= keptBytes * keptShare) return;
      if (picture.users === 0) this.forget(picture);
    }
  }

  private forget(picture: AvatarPicture): void {
    this.kept.delete(picture);
    const { pictures } = picture.textures;
    if (pictures[picture.place] === picture) pictures[picture.place] = undefined;
    this.bytes -= picture.baked.bytes;
    discardBaked(picture.baked);
  }
}

/** Some picture of the same facing, or else any of the same look. */
function nearest(textures: LookTextures, first: number): AvatarPicture | undefined {
  const { pictures } = textures;
  return (
    pictures.slice(first, first + avatarPoses.length).find((picture) => picture !== undefined) ??
    pictures.find((picture) => picture !== undefined)
  );
}
