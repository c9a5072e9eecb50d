import { Container } from 'pixi.js';
import type { WorldSpace } from '@atrium/world';
import type { CameraState, Extent, Viewport } from './camera/camera.ts';
import { pictureOrigin } from './camera/camera.ts';
import { createAvatarViews } from './avatars/avatarViews.ts';
import type { AvatarViews } from './avatars/avatarViews.ts';
import { createDoorViews } from './doors/doorViews.ts';
import type { DoorViews } from './doors/doorViews.ts';
import { createFloorChunks } from './floor/floorChunks.ts';
import { createFloorLevels } from './floor/floorLevels.ts';
import { createFloorPainter } from './floor/floorPainter.ts';
import { createFloorPlan } from './floor/floorPlan.ts';
import { screenX, screenY } from './iso/projection.ts';
import { createZoneLight, lightChangeMs } from './light/zoneLight.ts';
import { createMarker } from './marker.ts';
import type { Marker } from './marker.ts';
import { createObjectViews, objectInlays } from './objects/objectViews.ts';
import type { ObjectViews } from './objects/objectViews.ts';
import type { Picture, Refresh } from './picture.ts';
import { createSignViews } from './signs/signViews.ts';
import { createStandingLayer } from './standing/standingLayer.ts';
import { createTextureShelf } from './textures/textureShelf.ts';
import type { TextureShelf } from './textures/textureShelf.ts';
import { wallTilesOf } from './walls/wallRuns.ts';
import { createWallViews } from './walls/wallViews.ts';
import { wallHeightPx } from './walls/wallVisibility.ts';

/** How long walls take to drop and rise, in ms. */
const wallChangeMs = 160;
/** What lies this far outside of the viewport is kept ready, in px at zoom 1. */
const cullMarginPx = 96;
/** After the view moved this far, in px at zoom 1, it is decided anew what is in it. */
const cullAgainAfterPx = 48;
/** Floor this far outside of the viewport is painted ahead, in CSS px. */
const paintAheadPx = 160;

/** What the Map covers of the World picture, in px at zoom 1. */
export function extentOf(space: WorldSpace): Extent {
  const { width, height } = space.world.map;
  return {
    minX: screenX(0, height),
    maxX: screenX(width, 0),
    minY: screenY(0, 0, wallHeightPx),
    maxY: screenY(width, height),
  };
}

/** What of the World picture a viewport shows, widened on all sides (px at zoom 1). */
export function regionInView(camera: CameraState, viewport: Viewport, marginPx: number): Extent {
  const halfWidth = viewport.width / 2 / camera.zoom + marginPx;
  const halfHeight = viewport.height / 2 / camera.zoom + marginPx;
  return {
    minX: camera.centreX - halfWidth,
    maxX: camera.centreX + halfWidth,
    minY: camera.centreY - halfHeight,
    maxY: camera.centreY + halfHeight,
  };
}

/** Everything that is drawn, as PixiJS containers, and what changes in it. */
export interface WorldPicture {
  readonly stage: Container;
  readonly avatars: AvatarViews;
  readonly doors: DoorViews;
  readonly objects: ObjectViews;
  readonly marker: Marker;
  /** Shows what the camera sees. Returns whether all the floor is there, and whether some was added. */
  aim(
    camera: CameraState,
    viewport: Viewport,
    devicePixelRatio: number,
  ): { readonly isComplete: boolean; readonly hasChanged: boolean };
  /** Begins to make all textures anew for the scale that is shown now. */
  sharpen(): void;
  /** Goes on with it for some time, in ms. Returns whether it did anything. */
  refine(budgetMs: number): boolean;
  /** Whether the textures are of another scale than the one that is shown. */
  readonly isBlurred: boolean;
  /** Goes over to how somebody in a Zone sees the World; at once or within 200 ms. */
  enterZone(zoneId: string, isAtOnce: boolean): void;
  /** Lets the change of Zone go on. Returns whether something changed. */
  advanceZone(elapsedMs: number): boolean;
  writeCounts(counts: ReadonlyMap<string, number>): boolean;
  /** Puts the drawing order right, after everything has moved. */
  sort(): void;
  readonly avatarsAreBehind: boolean;
  destroy(): void;
}

export interface PictureStart {
  readonly zoneId: string;
  readonly scale: number;
  readonly devicePixelRatio: number;
  readonly reducedMotion: boolean;
}

export function createWorldPicture(space: WorldSpace, start: PictureStart): WorldPicture {
  let picture: Picture = { scale: start.scale, shelf: createTextureShelf(start.scale) };
  let zoneId = start.zoneId;
  let zoneChangeMs = Infinity;

  const plan = createFloorPlan(space.world);
  const wallTiles = wallTilesOf(plan, (x, y) => space.gateAtTile(x, y)?.kind === 'door');
  const extent = extentOf(space);
  const layer = createStandingLayer();
  const light = createZoneLight(zoneId);
  const painter = createFloorPainter(space, plan, wallTiles, objectInlays(space.world.objects));
  const floors = createFloorLevels(
    (litZoneId, scale) => createFloorChunks(painter, extent, litZoneId, scale),
    zoneId,
    picture.scale,
  );
  const walls = createWallViews(space, plan, wallTiles, layer, light, zoneId, picture);
  const doors = createDoorViews(space, plan, layer, light, zoneId, start.reducedMotion, picture);
  const objects = createObjectViews(space, layer, light, picture);
  const avatars = createAvatarViews(space, layer, picture, start.devicePixelRatio);
  const signs = createSignViews(space, zoneId, picture.scale, start.devicePixelRatio);
  const marker = createMarker(picture);

  const world = new Container({ isRenderGroup: true });
  world.addChild(floors.container, avatars.shadows, marker.sprite, layer.container);
  const overlay = new Container({ isRenderGroup: true });
  overlay.addChild(signs.container, avatars.labels);
  const stage = new Container();
  stage.addChild(world, overlay);

  let shownScale = picture.scale;
  let shownRatio = start.devicePixelRatio;
  /** Textures of scales before, some of which are still shown, and what is left to replace them. */
  const outdated: TextureShelf[] = [];
  let refreshes: Refresh[] = [];
  let culledFor: { camera: CameraState; viewport: Viewport } | undefined;

  const cullIfMoved = (camera: CameraState, viewport: Viewport): void => {
    const before = culledFor;
    const isNear =
      before !== undefined &&
      before.viewport === viewport &&
      before.camera.zoom === camera.zoom &&
      Math.abs(before.camera.centreX - camera.centreX) < cullAgainAfterPx &&
      Math.abs(before.camera.centreY - camera.centreY) < cullAgainAfterPx;
    if (isNear) return;
    culledFor = { camera, viewport };
    layer.cull(regionInView(camera, viewport, cullMarginPx));
  };

  return {
    stage,
    avatars,
    doors,
    objects,
    marker,
    get isBlurred() {
      return shownScale !== picture.scale;
    },
    get avatarsAreBehind() {
      return avatars.isBehind;
    },
    aim(camera, viewport, devicePixelRatio) {
      const scale = camera.zoom * devicePixelRatio;
      const origin = pictureOrigin(camera, viewport, devicePixelRatio);
      world.position.set(origin.x, origin.y);
      world.scale.set(scale / picture.scale);
      overlay.position.set(origin.x, origin.y);
      if (scale !== shownScale || devicePixelRatio !== shownRatio) {
        shownScale = scale;
        shownRatio = devicePixelRatio;
        signs.setOverlay(scale, devicePixelRatio);
        avatars.setOverlay(scale, devicePixelRatio);
      }
      cullIfMoved(camera, viewport);
      const soon = regionInView(camera, viewport, paintAheadPx / camera.zoom);
      return floors.show(regionInView(camera, viewport, 0), soon);
    },
    sharpen() {
      const stretch = shownScale / picture.scale;
      outdated.push(picture.shelf);
      picture = { scale: shownScale, shelf: createTextureShelf(shownScale) };
      world.scale.set(1);
      for (const { sprite } of layer.shown) {
        sprite.position.set(sprite.x * stretch, sprite.y * stretch);
        sprite.scale.set(sprite.scale.x * stretch);
      }
      floors.setScale(picture.scale);
      marker.setPicture(picture);
      avatars.setPicture(picture);
      refreshes = [
        ...walls.setPicture(picture),
        ...doors.setPicture(picture),
        ...objects.setPicture(picture),
      ];
    },
    refine(budgetMs) {
      if (outdated.length === 0) return false;
      const untilMs = performance.now() + budgetMs;
      while (refreshes.length > 0 && performance.now() < untilMs) refreshes.pop()?.();
      if (refreshes.length === 0) for (const shelf of outdated.splice(0)) shelf.destroy();
      return true;
    },
    enterZone(next, isAtOnce) {
      if (next === zoneId) return;
      // What is still on its way arrives first.
      light.setShare(1);
      walls.setShare(1);
      doors.setShare(1);
      floors.setLightShare(1);
      signs.setShare(1);
      signs.enterZone(next);
      zoneId = next;
      light.light(next);
      floors.light(next);
      walls.lookFrom(next);
      doors.lookFrom(next);
      zoneChangeMs = isAtOnce ? Infinity : 0;
      showZoneChange();
    },
    advanceZone(elapsedMs) {
      if (zoneChangeMs > Math.max(lightChangeMs, wallChangeMs)) return false;
      zoneChangeMs += elapsedMs;
      showZoneChange();
      return true;
    },
    writeCounts: (counts) => signs.update(counts),
    sort() {
      layer.sort();
    },
    destroy() {
      avatars.destroy();
      signs.destroy();
      floors.destroy();
      stage.destroy({ children: true });
      for (const shelf of [...outdated, picture.shelf]) shelf.destroy();
    },
  };

  function showZoneChange(): void {
    const lightShare = Math.min(1, zoneChangeMs / lightChangeMs);
    const wallShare = Math.min(1, zoneChangeMs / wallChangeMs);
    light.setShare(lightShare);
    floors.setLightShare(lightShare);
    signs.setShare(lightShare);
    walls.setShare(wallShare);
    doors.setShare(wallShare);
  }
}
