/*
 * A page for tests: draws Worlds by going over from one to the next, and each of them anew, and says where the two differ.
 * Built by the test that uses it.
 */
import { createWorldSpace } from '@atrium/world';
import type { Position, World } from '@atrium/world';
import { noSigns } from '../src/presence/signBook.ts';
import type { CameraState, Viewport } from '../src/rendering/camera/camera.ts';
import { screenX, screenY } from '../src/rendering/iso/projection.ts';
import * as moreArt from '../src/rendering/moreArt.ts';
import * as laterParts from '../src/rendering/laterParts.ts';
import { createSurface } from '../src/rendering/renderer.ts';
import type { Surface } from '../src/rendering/renderer.ts';
import { silentLog } from '../src/log/log.ts';
import { WorldPicture } from '../src/rendering/worldPicture.ts';

/** How a World was drawn after the one before it. */
interface Comparison {
  /** Pixels that are not as in a picture of this World alone. */
  readonly differing: number;
  /** Pixels that are not as in the picture of the World before. */
  readonly changed: number;
  /** From having the World to having drawn it, in ms. */
  readonly tookMs: number;
}

export interface ComparingPage {
  /**
   * Goes over from the first World to the second, and so on.
   *
   * @param centre the place that the picture shows the surroundings of, and where somebody is
   * @param people in each Zone, by its id
   */
  compare(
    worlds: readonly World[],
    centre: Position,
    people: Readonly<Record<string, number>>,
  ): Promise<readonly Comparison[]>;
}

declare global {
  interface Window {
    comparing: ComparingPage;
  }
}

const viewport: Viewport = { width: 560, height: 400 };
const reducedMotion = true;

function startPicture(world: World, centre: Position): WorldPicture {
  const space = createWorldSpace(world);
  const picture = new WorldPicture(space, {
    zoneId: space.zones.at(centre).id,
    scale: 1,
    devicePixelRatio: 1,
    reducedMotion,
    log: silentLog,
    arrived: () => undefined,
    daylight: 'day',
    voiceOf: () => 'silent',
    signsOf: () => noSigns,
    isNameWanted: () => false,
  });
  picture.complete(laterParts);
  picture.furnish(moreArt, () => undefined);
  return picture;
}

function draw(
  surface: Surface,
  picture: WorldPicture,
  centre: Position,
  counts: ReadonlyMap<string, number>,
) {
  const camera: CameraState = {
    centreX: screenX(centre.x, centre.y),
    centreY: screenY(centre.x, centre.y),
    zoom: 1,
  };
  picture.lookFrom(picture.space.zones.at(centre).id, reducedMotion);
  picture.avatars.update([], 0);
  picture.moveObjects(0);
  picture.doors.update([], counts, undefined, 0);
  picture.writeCounts(counts);
  while (!picture.aim(camera, viewport, 1).isComplete);
  picture.sort();
  surface.draw(picture.stage);
}

function pixelsOf(surface: Surface): Uint32Array {
  const { width, height } = surface.canvas;
  const image = surface.canvas.getContext('2d')?.getImageData(0, 0, width, height);
  if (image === undefined) throw new Error('The canvas cannot be read.');
  return new Uint32Array(image.data.buffer);
}

function countDifferences(a: Uint32Array, b: Uint32Array): number {
  return a.reduce((count, pixel, index) => (pixel === b[index] ? count : count + 1), 0);
}

window.comparing = {
  async compare(worlds, centre, people) {
    const counts = new Map(Object.entries(people));
    const surface = await createSurface(document.body, 'canvas');
    surface.resize(viewport.width, viewport.height, 1);
    const [first, ...others] = worlds;
    if (first === undefined) return [];
    const picture = startPicture(first, centre);
    draw(surface, picture, centre, counts);
    let before = pixelsOf(surface);
    const comparisons = others.map((world): Comparison => {
      const sinceMs = performance.now();
      picture.change(createWorldSpace(world), laterParts.changedTiles);
      draw(surface, picture, centre, counts);
      const tookMs = performance.now() - sinceMs;
      const changedPixels = pixelsOf(surface);
      const anew = startPicture(world, centre);
      draw(surface, anew, centre, counts);
      const anewPixels = pixelsOf(surface);
      anew.destroy();
      const changed = countDifferences(before, changedPixels);
      before = changedPixels;
      return { differing: countDifferences(changedPixels, anewPixels), changed, tookMs };
    });
    picture.destroy();
    surface.destroy();
    return comparisons;
  },
};
