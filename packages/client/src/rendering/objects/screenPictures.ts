import { Sprite, Texture } from 'pixi.js';
import type { WorldObject, WorldSpace } from '@atrium/world';
import { displayFace } from '../art/index.ts';
import type { DisplayFace, DisplayPart } from '../art/index.ts';
import { depthOfTile, screenX, screenY } from '../iso/projection.ts';
import { standingRank } from '../iso/standingOrder.ts';
import { placeBaked } from '../picture.ts';
import type { Picture } from '../picture.ts';
import type { StandingLayer, StandingSprite } from '../standing/standingLayer.ts';
import { bake, discardBaked } from '../textures/bakery.ts';
import type { Baked, DrawnExtent } from '../textures/bakery.ts';

/** Drawing order in one place, after the furniture itself. */
const firstSequence = 150_000;
/** What the halves of a display have in common, as a share of its width: no seam shows between them. */
const overlap = 0.02;
const surround = '#10131a';

/** The half of a display on one of its tiles. */
interface ShownPart {
  readonly standing: StandingSprite;
  baked: Baked | undefined;
}

/** What people share, on the Screens of their Zone. */
export class ScreenPictures {
  private readonly space: WorldSpace;
  private readonly layer: StandingLayer;
  private picture: Picture;
  private parts: ShownPart[] = [];
  private shownFor = '';
  private known: ReadonlySet<HTMLVideoElement> = new Set();

  constructor(space: WorldSpace, layer: StandingLayer, picture: Picture) {
    this.space = space;
    this.layer = layer;
    this.picture = picture;
  }

  /**
   * Shows the videos as they are at this moment: the first on the first Screen of the Zone, and so on in turn.
   * Returns whether anything of it is in view.
   */
  show(zoneId: string, videos: readonly HTMLVideoElement[]): boolean {
    const shownFor = videos.length === 0 ? '' : `${zoneId} ${videos.length}`;
    const hadParts = this.parts.length > 0;
    const isOther = shownFor !== this.shownFor || videos.some((video) => !this.known.has(video));
    if (isOther) {
      this.clear();
      this.shownFor = shownFor;
      this.known = new Set(videos);
      this.build(zoneId, videos);
    }
    const inView = this.parts.filter(({ standing }) => standing.inView);
    for (const { standing } of inView) standing.redraw();
    return inView.length > 0 || (isOther && hadParts);
  }

  /** The World has changed: its Screens may be elsewhere. Shows them with the next call of `show`. */
  change(): void {
    this.known = new Set();
  }

  /** Goes over to another scale. */
  setPicture(picture: Picture): void {
    this.picture = picture;
    for (const { standing } of this.parts) if (standing.inView) standing.redraw();
  }

  destroy(): void {
    this.clear();
  }

  private clear(): void {
    for (const { standing, baked } of this.parts) {
      this.layer.remove(standing);
      standing.sprite.destroy();
      if (baked !== undefined) discardBaked(baked);
    }
    this.parts = [];
  }

  private build(zoneId: string, videos: readonly HTMLVideoElement[]): void {
    screensOf(this.space, zoneId).forEach((object, index) => {
      const video = videos[index % Math.max(1, videos.length)];
      const face = displayFace(object.rotation);
      if (video === undefined || face === undefined) return;
      for (const part of face.parts) this.parts.push(this.buildPart(object, face, part, video));
    });
    for (const { standing } of this.parts) this.layer.add(standing);
  }

  private buildPart(
    { position }: WorldObject,
    face: DisplayFace,
    part: DisplayPart,
    video: HTMLVideoElement,
  ): ShownPart {
    const x = screenX(position.x, position.y);
    const y = screenY(position.x, position.y);
    const extent = extentOfPart(face, part);
    const sprite = new Sprite();
    const standing: StandingSprite = {
      sprite,
      depth: depthOfTile(position.x + part.tileX, position.y + part.tileY),
      rank: standingRank.object,
      sequence: firstSequence + this.parts.length,
      left: x + extent.left,
      top: y + extent.top,
      right: x + extent.right,
      bottom: y + extent.bottom,
      inView: false,
      dim: 0,
      redraw: () => {
        const { scale } = this.picture;
        const baked = bake(extent, scale, (context) => paintPart(context, face, part, video));
        placeBaked(sprite, baked, x, y, scale);
        if (shown.baked !== undefined) discardBaked(shown.baked);
        shown.baked = baked;
      },
    };
    sprite.texture = Texture.EMPTY;
    const shown: ShownPart = { standing, baked: undefined };
    return shown;
  }
}

/** The Screens of a Zone whose display is turned to the viewer. */
function screensOf(space: WorldSpace, zoneId: string): readonly WorldObject[] {
  return space.world.objects.filter(
    ({ type, rotation, position }) =>
      type === 'Screen' &&
      displayFace(rotation) !== undefined &&
      space.zones.at({ x: position.x + 0.5, y: position.y + 0.5 }).id === zoneId,
  );
}

function extentOfPart(
  { topLeft, topRight, bottomLeft }: DisplayFace,
  { from, to }: DisplayPart,
): DrawnExtent {
  const across = { x: topRight.x - topLeft.x, y: topRight.y - topLeft.y };
  const down = bottomLeft.y - topLeft.y;
  const [first, last] = [Math.max(0, from - overlap), Math.min(1, to + overlap)];
  const tops = [topLeft.y + across.y * first, topLeft.y + across.y * last];
  return {
    left: topLeft.x + across.x * first,
    right: topLeft.x + across.x * last,
    top: Math.min(...tops),
    bottom: Math.max(...tops) + down,
  };
}

/** Paints a part of the video onto the leaning display; what the video does not fill stays dark. */
function paintPart(
  context: CanvasRenderingContext2D,
  face: DisplayFace,
  { from, to }: DisplayPart,
  video: HTMLVideoElement,
): void {
  const { topLeft, topRight, bottomLeft, aspect } = face;
  // From here on the display is 1 wide and 1 high.
  context.transform(
    topRight.x - topLeft.x,
    topRight.y - topLeft.y,
    bottomLeft.x - topLeft.x,
    bottomLeft.y - topLeft.y,
    topLeft.x,
    topLeft.y,
  );
  context.beginPath();
  context.rect(from - overlap, 0, to - from + 2 * overlap, 1);
  context.clip();
  context.fillStyle = surround;
  context.fillRect(0, 0, 1, 1);
  const { videoWidth, videoHeight } = video;
  if (videoWidth === 0 || videoHeight === 0) return;
  const ratio = videoWidth / videoHeight / aspect;
  const [width, height] = ratio > 1 ? [1, 1 / ratio] : [ratio, 1];
  context.drawImage(video, (1 - width) / 2, (1 - height) / 2, width, height);
}
