import { Container } from 'pixi.js';
import { ChangingSpace, isAssetName } from '@atrium/world';
import type { DrawnWorldSpace } from '@atrium/world';
import type { CameraState, Extent, Viewport } from './camera/camera.ts';
import { isOverlapping, pictureOrigin } from './camera/camera.ts';
import { AvatarViews } from './avatars/avatarViews.ts';
import type { FanningOut } from './avatars/fanOut.ts';
import { LateHeadSigns } from './avatars/lateHeadSigns.ts';
import type { LateHeadSignsParts } from './avatars/lateHeadSigns.ts';
import type { Voice } from './avatars/voice.ts';
import type { DoorMarkView } from './doors/doorMarkView.ts';
import { DoorViews } from './doors/doorViews.ts';
import { FloorChunks } from './floor/floorChunks.ts';
import type { FloorShown } from './floor/floorChunks.ts';
import { createFloorLevels } from './floor/floorLevels.ts';
import type { FloorLevels } from './floor/floorLevels.ts';
import type { FindPattern, FloorPattern } from './floor/floorPatterns.ts';
import { createFloorPainter } from './floor/floorPainter.ts';
import type { FloorPainter } from './floor/floorPainter.ts';
import { planPicture } from './floor/picturePlan.ts';
import type { PicturePlan } from './floor/picturePlan.ts';
import type { Highlight } from './highlight/highlight.ts';
import type { highlightedSilhouette } from './highlight/highlightedSilhouette.ts';
import { screenX, screenY } from './iso/projection.ts';
import type { LampGlows } from './light/lampGlows.ts';
import type { Viewpoint } from './viewpoint.ts';
import { createZoneLight, lightChangeMs } from './light/zoneLight.ts';
import type { ZoneLight } from './light/zoneLight.ts';
import type { createMarker } from './marker.ts';
import type * as MoreArt from './moreArt.ts';
import type { Marker } from './marker.ts';
import type { ChangedTiles, changedTiles } from './changes/changedTiles.ts';
import { ObjectInlays } from './objects/objectInlays.ts';
import { ObjectLooks } from './objects/objectLooks.ts';
import { ObjectViews } from './objects/objectViews.ts';
import type { ScreenPictures } from './objects/screenPictures.ts';
import type { ObjectMotions } from './life/objectMotions.ts';
import type { Patch } from './patchPainter.ts';
import type { Picture, Refresh } from './picture.ts';
import type { Highlighted } from './scene.ts';
import { SignViews } from './signs/signViews.ts';
import { createStandingLayer } from './standing/standingLayer.ts';
import type { SilhouetteViews } from './silhouettes/silhouetteViews.ts';
import type { StandingLayer } from './standing/standingLayer.ts';
import { createTextureShelf } from './textures/textureShelf.ts';
import type { TextureShelf } from './textures/textureShelf.ts';
import type { Daylight } from './surroundings/daylight.ts';
import { daylightColours } from './surroundings/daylightColours.ts';
import { isSameGround } from './surroundings/groundPlan.ts';
import { surroundingsExtent } from './surroundings/surroundingsPainter.ts';
import { WallViews } from './walls/wallViews.ts';
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
export function extentOf(space: DrawnWorldSpace): Extent {
  const { width, height } = space.world.map;
  return {
    minX: screenX(0, height),
    maxX: screenX(width, 0),
    minY: screenY(0, 0, wallHeightPx),
    maxY: screenY(width, height),
  };
}

/** Whether a tile has the same light in both Worlds. */
function hasSameZones({ world: was }: DrawnWorldSpace, { world: is }: DrawnWorldSpace): boolean {
  const hasSameSize = was.map.width === is.map.width && was.map.height === is.map.height;
  return hasSameSize && was.zones === is.zones && was.groundZone === is.groundZone;
}

/** What of the World picture a viewport shows, widened on all sides (px at zoom 1). */
function regionInView(camera: CameraState, viewport: Viewport, marginPx: number): Extent {
  const halfWidth = viewport.width / 2 / camera.zoom + marginPx;
  const halfHeight = viewport.height / 2 / camera.zoom + marginPx;
  return {
    minX: camera.centreX - halfWidth,
    maxX: camera.centreX + halfWidth,
    minY: camera.centreY - halfHeight,
    maxY: camera.centreY + halfHeight,
  };
}

/** How a World picture begins. */
export interface PictureStart extends LateHeadSignsParts {
  readonly zoneId: string;
  /** Device px per px at zoom 1. */
  readonly scale: number;
  readonly daylight: Daylight;
  readonly voiceOf: (personId: string) => Voice;
  /** Whether somebody's name is asked for. */
  readonly isNameWanted: (personId: string) => boolean;
}

/** What draws the parts of the picture that arrive after the first one. */
interface LateParts {
  readonly ScreenPictures: typeof ScreenPictures;
  readonly SilhouetteViews: typeof SilhouetteViews;
  readonly ObjectMotions: typeof ObjectMotions;
  readonly LampGlows: typeof LampGlows;
  readonly createMarker: typeof createMarker;
  readonly FanningOut: typeof FanningOut;
  readonly DoorMarkView: typeof DoorMarkView;
  readonly Highlight: typeof Highlight;
  readonly highlightedSilhouette: typeof highlightedSilhouette;
}

/** Everything that is drawn, as PixiJS containers, and what changes in it. */
export class WorldPicture {
  readonly stage = new Container();
  readonly avatars: AvatarViews;
  readonly headSigns: LateHeadSigns;
  readonly doors: DoorViews;
  readonly objects: ObjectViews;
  /** What people share, once what draws it has arrived. */
  screens: ScreenPictures | undefined;
  /** Where a tap sends one, once what draws it has arrived. */
  marker: Marker | undefined;
  /** The World as it is shown. */
  readonly space: ChangingSpace;
  private findPattern: FindPattern | undefined;
  /** How Objects look. */
  readonly looks = new ObjectLooks();
  private plan: PicturePlan;
  private readonly inlays: ObjectInlays;
  private highlighted: Highlighted | undefined;
  /** Outlines what is in reach, once what draws it has arrived. */
  private showHighlight: (() => void) | undefined;
  private outline: Highlight | undefined;
  private readonly world = new Container({ isRenderGroup: true });
  private readonly overlay = new Container({ isRenderGroup: true });
  private readonly layer: StandingLayer = createStandingLayer();
  private readonly light: ZoneLight;
  private readonly floors: FloorLevels;
  private readonly walls: WallViews;
  readonly signs: SignViews;
  private lamps: LampGlows | undefined;
  /** The light of Lamps on the floor. */
  private readonly lampLight = new Container();
  private readonly markerPlace = new Container();
  private silhouettes: SilhouetteViews | undefined;
  private motions: ObjectMotions | undefined;
  private picture: Picture;
  private viewpoint: Viewpoint;
  private daylight: Daylight;
  private zoneChangeMs = Infinity;
  private shownScale: number;
  private shownRatio: number;
  private culledFor: { readonly camera: CameraState; readonly viewport: Viewport } | undefined;
  /** Textures of scales before, some of which are still shown, and what is left to replace them. */
  private readonly outdated: TextureShelf[] = [];
  private refreshes: Refresh[] = [];

  constructor(first: DrawnWorldSpace, start: PictureStart) {
    const { zoneId, scale, devicePixelRatio } = start;
    this.viewpoint = zoneId;
    this.daylight = start.daylight;
    this.shownScale = scale;
    this.shownRatio = devicePixelRatio;
    const picture: Picture = { scale, shelf: createTextureShelf(scale) };
    this.picture = picture;
    const space = new ChangingSpace(first);
    this.space = space;
    this.plan = planPicture(first);
    this.inlays = new ObjectInlays(this.looks, first.world.objects);
    this.floors = createFloorLevels(
      (litZoneId, at) => new FloorChunks(this.floorPainter(), this.floorExtent, litZoneId, at),
      zoneId,
      scale,
    );
    this.light = createZoneLight(zoneId);
    const parts = { ...start, space, layer: this.layer, light: this.light, looks: this.looks, picture };
    this.walls = new WallViews(this.plan, parts);
    this.doors = new DoorViews(this.plan.floor, parts);
    this.objects = new ObjectViews(parts);
    this.signs = new SignViews(space, zoneId, scale, devicePixelRatio);
    this.avatars = new AvatarViews({
      space,
      layer: this.layer,
      picture,
      devicePixelRatio,
      reducedMotion: start.reducedMotion,
      voiceOf: start.voiceOf,
      signsOf: start.signsOf,
      isNameWanted: start.isNameWanted,
      signs: () => this.signs.shown(),
    });
    this.headSigns = new LateHeadSigns(start);
    this.world.addChild(
      this.floors.container,
      this.lampLight,
      this.avatars.shadows,
      this.markerPlace,
      this.layer.container,
    );
    this.overlay.addChild(this.signs.container, this.avatars.names.container, this.headSigns.container);
    this.stage.addChild(this.world, this.overlay);
  }

  /**
   * Shows another World, and makes only what looks different.
   *
   * @param compare tells where its floor and walls differ
   */
  change(next: DrawnWorldSpace, compare: typeof changedTiles): void {
    const before = this.plan;
    const after = planPicture(next, before);
    const tiles = compare(before, after);
    // What is still on its way to the Zone that one is in arrives first.
    this.zoneChangeMs = Infinity;
    this.showZoneChange();
    this.space.changeTo(next);
    this.plan = after;
    this.changeFloor(before, tiles);
    this.walls.change(after, tiles.isNear);
    this.doors.change(after.floor, tiles.isNear);
    this.objects.change({ hasSameLook: hasSameZones(before.space, next) });
    this.lamps?.change();
    this.showHighlight?.();
    this.signs.change();
    this.screens?.change();
    this.motions?.change();
    this.silhouettes?.change(tiles.touchesZone);
  }

  /** Begins to show what a first picture may have to do without: further looks of furniture, floors and walls. */
  furnish(
    { lookArt, moreFloors, wallFinishes, AssetImages, imageArt }: typeof MoreArt,
    arrived: () => void,
  ): void {
    const images = new AssetImages(() => {
      this.showFurniture();
      arrived();
    });
    this.looks.complete(lookArt, { images, art: imageArt });
    this.findPattern = (material) => {
      const pattern = moreFloors[material as keyof typeof moreFloors] as FloorPattern | undefined;
      if (pattern !== undefined || !isAssetName(material)) return pattern;
      const image = images.get(material);
      if (image === 'missing') return imageArt.paintMissingFloor;
      if (image === undefined) return undefined;
      return (context, x, y) => imageArt.paintImageFloor(context, x, y, image);
    };
    this.walls.finish(wallFinishes);
    this.showFurniture();
  }

  private showFurniture(): void {
    this.objects.change();
    this.showHighlight?.();
    this.inlays.change(this.space.world.objects);
    this.floors.change((chunks) => chunks.change(this.floorPainter(), this.floorExtent, () => true));
  }

  private changeFloor(before: PicturePlan, tiles: ChangedTiles): void {
    const { objects } = this.space.world;
    const parts = [...tiles.floor, ...this.inlays.change(objects, { hasSameLook: true })];
    const isWhole = !isSameGround(before.ground, this.plan.ground);
    if (!isWhole && parts.length === 0) return;
    this.floors.change((chunks) => {
      chunks.change(
        this.floorPainter(),
        this.floorExtent,
        (region) => isWhole || parts.some((part) => isOverlapping(part, region)),
      );
    });
  }

  private floorPainter(): FloorPainter {
    return createFloorPainter(this.plan, this.inlays.all, daylightColours[this.daylight], this.findPattern);
  }

  private get floorExtent(): Extent {
    return surroundingsExtent(this.plan.ground);
  }

  /** Whether the textures are of another scale than the one that is shown. */
  get isBlurred(): boolean {
    return this.shownScale !== this.picture.scale;
  }

  /** Shows what the camera sees. */
  aim(camera: CameraState, viewport: Viewport, devicePixelRatio: number): FloorShown {
    const scale = camera.zoom * devicePixelRatio;
    const origin = pictureOrigin(camera, viewport, devicePixelRatio);
    this.world.position.set(origin.x, origin.y);
    this.world.scale.set(scale / this.picture.scale);
    this.overlay.position.set(origin.x, origin.y);
    if (scale !== this.shownScale || devicePixelRatio !== this.shownRatio) {
      this.shownScale = scale;
      this.shownRatio = devicePixelRatio;
      this.signs.setOverlay(scale, devicePixelRatio);
      this.avatars.setOverlay(scale, devicePixelRatio);
      this.headSigns.setRatio(devicePixelRatio);
    }
    this.cullIfMoved(camera, viewport);
    const soon = regionInView(camera, viewport, paintAheadPx / camera.zoom);
    return this.floors.show(regionInView(camera, viewport, 0), soon);
  }

  /** Begins to make all textures anew for the scale that is shown now. */
  sharpen(): void {
    const stretch = this.shownScale / this.picture.scale;
    this.outdated.push(this.picture.shelf);
    this.picture = { scale: this.shownScale, shelf: createTextureShelf(this.shownScale) };
    this.world.scale.set(1);
    for (const { sprite } of this.layer.shown) {
      sprite.position.set(sprite.x * stretch, sprite.y * stretch);
      sprite.scale.set(sprite.scale.x * stretch);
    }
    this.floors.setScale(this.picture.scale);
    this.marker?.setPicture(this.picture);
    this.lamps?.setPicture(this.picture);
    this.silhouettes?.setPicture(this.picture);
    this.motions?.setPicture(this.picture);
    this.outline?.setPicture(this.picture);
    this.avatars.setPicture(this.picture);
    this.screens?.setPicture(this.picture);
    this.refreshes = [
      ...this.walls.setPicture(this.picture),
      ...this.doors.setPicture(this.picture),
      ...this.objects.setPicture(this.picture),
    ];
  }

  /** Goes on sharpening for some time, in ms. Returns whether there was anything to do. */
  refine(budgetMs: number): boolean {
    if (this.outdated.length === 0) return false;
    const untilMs = performance.now() + budgetMs;
    while (this.refreshes.length > 0 && performance.now() < untilMs) this.refreshes.pop()?.();
    if (this.refreshes.length === 0) for (const shelf of this.outdated.splice(0)) shelf.destroy();
    return true;
  }

  /**
   * Begins to show what a first picture can do without: shared screens, people in other Zones, what moves at rest, the
   * light of Lamps and what is in reach.
   */
  complete(late: LateParts): void {
    const { space, layer, picture } = this;
    this.screens = new late.ScreenPictures(space, layer, picture);
    this.silhouettes = new late.SilhouetteViews(space, layer, picture);
    this.motions = new late.ObjectMotions(space, layer, this.light, picture);
    this.lamps = new late.LampGlows(space, layer, picture);
    this.lampLight.addChild(this.lamps.floor);
    this.avatars.startFanning(late.FanningOut);
    this.doors.Mark = late.DoorMarkView;
    this.marker = late.createMarker(picture);
    this.markerPlace.addChild(this.marker.sprite);
    const outline = new late.Highlight(layer, picture);
    this.outline = outline;
    const silhouetteOf = (target: Highlighted) =>
      late.highlightedSilhouette(
        space,
        this.plan.floor,
        (id, tile) => this.objects.silhouettesOf(id, tile),
        target,
      );
    this.showHighlight = () => outline.show(this.highlighted && silhouetteOf(this.highlighted));
    this.showHighlight();
  }

  /** Lets Objects move as people at rest do. Returns in how many ms one of them looks different. */
  moveObjects(nowMs: number): number {
    return (this.motions?.update(this.avatars.bodies.moment) ?? Infinity) - nowMs;
  }

  /** Goes over to how the World is seen from another viewpoint; at once or within 200 ms. */
  lookFrom(viewpoint: Viewpoint, isAtOnce: boolean): void {
    if (viewpoint === this.viewpoint) return;
    // What is still on its way arrives first.
    this.zoneChangeMs = Infinity;
    this.showZoneChange();
    this.viewpoint = viewpoint;
    this.light.light(viewpoint);
    this.floors.light(viewpoint);
    this.walls.lookFrom(viewpoint);
    this.doors.lookFrom(viewpoint);
    this.signs.enterZone(viewpoint);
    this.zoneChangeMs = isAtOnce ? Math.max(lightChangeMs, wallChangeMs) : 0;
    this.showZoneChange();
  }

  /** Lets the change of Zone go on. Returns whether something changed. */
  advanceZone(elapsedMs: number): boolean {
    if (this.zoneChangeMs > Math.max(lightChangeMs, wallChangeMs)) return false;
    this.zoneChangeMs += elapsedMs;
    this.showZoneChange();
    return true;
  }

  /** Paints what lies outside, and is seen of it, in another light. */
  setDaylight(daylight: Daylight): void {
    if (daylight === this.daylight) return;
    this.daylight = daylight;
    this.floors.setScale(this.picture.scale);
    this.walls.setDaylight(daylight);
  }

  /** Writes the head counts, lights the lamps of occupied Zones and shows who is there. Returns whether anything changed. */
  writeCounts(counts: ReadonlyMap<string, number>): boolean {
    const lampsChanged = this.lamps?.update(counts) ?? false;
    const silhouettesChanged = this.silhouettes?.update(counts, this.viewpoint) ?? false;
    return this.signs.update(counts) || lampsChanged || silhouettesChanged;
  }

  /** Shows what people say and how they react; to be called when the names are in place. Returns whether it changed. */
  showHeadSigns(nowMs: number): boolean {
    return this.headSigns.update(
      (isWanted) => this.avatars.heads(isWanted),
      () => this.avatars.faces(),
      nowMs,
    );
  }

  /** Outlines something that is in reach, or nothing. */
  highlight(target: Highlighted | undefined): void {
    this.highlighted = target;
    this.showHighlight?.();
  }

  /** What changed at rest in the last frame, as parts of the canvas. */
  patches(): readonly Patch[] {
    const { x, y } = this.world.position;
    return [...this.avatars.patches(), ...(this.motions?.patches() ?? [])].map(
      ({ left, top, right, bottom }) => ({
        left: x + left,
        top: y + top,
        right: x + right,
        bottom: y + bottom,
      }),
    );
  }

  /** Puts the drawing order right, after everything has moved. */
  sort(): void {
    this.layer.sort();
  }

  /** To be called when another renderer takes over: what PixiJS prepared was for the one before. */
  prepareAnew(): void {
    for (const group of [this.stage, this.world, this.overlay, this.layer.container]) {
      group.enableRenderGroup();
      group.renderGroup.structureDidChange = true;
    }
  }

  destroy(): void {
    this.avatars.destroy();
    this.headSigns.destroy();
    this.outline?.destroy();
    this.screens?.destroy();
    this.signs.destroy();
    this.floors.destroy();
    this.stage.destroy({ children: true });
    for (const shelf of [...this.outdated, this.picture.shelf]) shelf.destroy();
  }

  private cullIfMoved(camera: CameraState, viewport: Viewport): void {
    const before = this.culledFor;
    const isNear =
      before !== undefined &&
      before.viewport === viewport &&
      before.camera.zoom === camera.zoom &&
      Math.abs(before.camera.centreX - camera.centreX) < cullAgainAfterPx &&
      Math.abs(before.camera.centreY - camera.centreY) < cullAgainAfterPx;
    if (isNear) return;
    this.culledFor = { camera, viewport };
    this.layer.cull(regionInView(camera, viewport, cullMarginPx));
  }

  private showZoneChange(): void {
    const lightShare = Math.min(1, this.zoneChangeMs / lightChangeMs);
    const wallShare = Math.min(1, this.zoneChangeMs / wallChangeMs);
    this.light.setShare(lightShare);
    this.floors.setLightShare(lightShare);
    this.signs.setShare(lightShare);
    this.walls.setShare(wallShare);
    this.doors.setShare(wallShare);
    if (lightShare >= 1) this.picture.shelf.forgetPassing();
  }
}
