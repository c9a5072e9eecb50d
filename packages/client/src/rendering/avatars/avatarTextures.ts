import type { AvatarLook } from '@atrium/protocol';
import { facings } from '@atrium/world';
import type { Facing } from '@atrium/world';
import { avatarFrame, canvasPen, drawAvatar, numberOfPose, poseNumbers } from '../art/index.ts';
import type { AvatarPose } from '../art/index.ts';
import { bake, discardBaked } from '../textures/bakery.ts';
import type { Baked } from '../textures/bakery.ts';

/** Bytes of Avatar pictures that are kept; the ones not shown for longest go first. */
const keptBytes = 96 * 1024 * 1024;
/** When there is too much, so much of it stays that there is room for a while. */
const keptShare = 0.8;

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
  readonly pictures: Map<number, AvatarPicture>;
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
      textures = { look, pictures: new Map() };
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
    const first = facings.indexOf(facing) * poseNumbers;
    const place = first + numberOfPose(pose);
    let picture = textures.pictures.get(place);
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
    textures.pictures.set(place, picture);
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
    if (pictures.get(picture.place) === picture) pictures.delete(picture.place);
    this.bytes -= picture.baked.bytes;
    discardBaked(picture.baked);
  }
}

/** Some picture of the same facing, or else any of the same look. */
function nearest({ pictures }: LookTextures, first: number): AvatarPicture | undefined {
  let any: AvatarPicture | undefined;
  for (const picture of pictures.values()) {
    any ??= picture;
    if (picture.place >= first && picture.place < first + poseNumbers) return picture;
  }
  return any;
}
