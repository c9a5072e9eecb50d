import type { Log } from '../log/log.ts';
import type { DrawnWorldSpace, Position } from '@atrium/world';
import { barsFrameMs } from './avatars/voice.ts';
import { pictureAt } from './camera/camera.ts';
import type { CameraState, Viewport } from './camera/camera.ts';
import { CameraRig } from './camera/cameraRig.ts';
import { followHover } from './controls/hoverCursor.ts';
import { PointerControls } from './controls/pointerControls.ts';
import { zoomForWindow } from './camera/framing.ts';
import { createFrameLoop } from './frame/frameLoop.ts';
import type { FrameLoop, FrameOutcome } from './frame/frameLoop.ts';
import { pageFrames, pageTimers } from './frame/pageFrames.ts';
import { createLaterWake } from './frame/laterWake.ts';
import type { LaterWake } from './frame/laterWake.ts';
import type * as LaterParts from './laterParts.ts';
import { untilFetched } from '../api/untilFetched.ts';
import { noSigns } from '../presence/signBook.ts';
import type { AvatarView } from '../session/avatarView.ts';
import { screenX, screenY } from './iso/projection.ts';
import { furnishOnce } from './furnishOnce.ts';
import { createPick } from './picking/pick.ts';
import type { Pick } from './picking/pick.ts';
import { createSurface } from './renderer.ts';
import { daylightAt, daylightChangesInMs } from './surroundings/daylight.ts';
import type { Daylight } from './surroundings/daylight.ts';
import { daylightColours } from './surroundings/daylightColours.ts';
import type { RendererChoice, Surface } from './renderer.ts';
import type { EditorScene, Highlighted, TapTarget, WorldScene } from './scene.ts';
import { landmarksOf } from './signs/landmarks.ts';
import type { Landmarks } from './signs/landmarks.ts';
import { WorldPicture, extentOf } from './worldPicture.ts';

export type { Highlighted, WorldScene } from './scene.ts';

export interface WorldViewOptions {
  /** Element that the World fills; it follows its size. */
  readonly host: HTMLElement;
  readonly log: Log;
  readonly scene: WorldScene;
  readonly renderer: RendererChoice;
  readonly reducedMotion: boolean;
  /** Whether people and things at rest live: they blink, breathe, and so on. Never where motion is reduced. */
  readonly isLively: boolean;
  /** At most; as many as the screen shows where it is `undefined`. */
  readonly framesPerSecond: number | undefined;
  /** Whether it is always day outside, whatever the clock says. */
  readonly isAlwaysDay: boolean;
  /** Zoom that was chosen, 0.5 to 2; without one it follows the size of the window. */
  readonly zoom?: number | undefined;
  /** Called when the World can be seen for the first time. */
  onShown?(): void;
  onTap(target: TapTarget): void;
  /** More is asked for about what is there. */
  onMenu(target: TapTarget): void;
  /** Called when a chosen zoom rests where it was not before. */
  onZoom?(zoom: number): void;
  /** Called when the picture was moved away from oneself, and when it is back. */
  onAway?(isAway: boolean): void;
}

/** The World on the screen. */
export interface WorldView {
  /** Starts drawing if nothing moved before; to be called when something begins to. */
  wake(): void;
  readonly zoom: number;
  /** The zoom that somebody chose; `undefined` while it follows the size of the window. */
  readonly chosenZoom: number | undefined;
  /** Chooses a zoom, or lets it follow the size of the window. */
  setZoom(zoom: number | undefined): void;
  /** Moves the picture by CSS px. */
  panBy(dx: number, dy: number): void;
  /** Keeps it day outside, or lets the light follow the clock. */
  setAlwaysDay(isAlwaysDay: boolean): void;
  /** Lets what is at rest live, or keeps it still. */
  setLively(isLively: boolean): void;
  /** Shows the World as an editor sees it, with a camera that stays where it is put; `undefined`: as people see it. */
  edit(scene: EditorScene | undefined): void;
  /** Zooms by a factor towards a point of the host (CSS px): `isDirect` while fingers hold it. */
  zoomAt(factor: number, x: number, y: number, isDirect: boolean): void;
  /** Brings the picture back to oneself. */
  followSelf(): void;
  readonly isAway: boolean;
  /** Shakes an Object that refused somebody. */
  shake(objectId: string): void;
  /** Shows another World in its place, and draws only what is different in it. */
  changeWorld(space: DrawnWorldSpace): void;
  /** Outlines what is in reach; `undefined` outlines nothing. */
  highlight(target: Highlighted | undefined): void;
  /** Always shows the names of these people, in addition to the others that are shown. */
  showNamesOf(personIds: ReadonlySet<string>): void;
  /** Shows videos as they are at this moment on the Screens of the own Zone; none where there are none. */
  showOnScreens(videos: readonly HTMLVideoElement[]): void;
  /** Where the signs of the Zones and oneself are in the last frame. */
  landmarks(): Landmarks;
  /**
   * Calls back after each frame in which landmarks may be elsewhere: the picture or oneself has moved, or signs are
   * others. Not while one rests, however many others walk. @returns what ends it
   */
  onMoved(listener: () => void): () => void;
  /** Frames drawn since the beginning; stands still while nothing moves. */
  readonly framesDrawn: number;
  /** Time the main thread spent on each of the last 600 frames drawn, in ms, oldest first. */
  readonly drawTimes: readonly number[];
  readonly rendererKind: 'webgl' | 'canvas';
  destroy(): void;
}

/** The zoom rests this long, in ms, before everything is painted for it. */
const sharpenAfterMs = 140;
/** What may be spent in one frame on painting for a new zoom, in ms. */
const refineBudgetMs = 4;
/** The camera looks at the middle of a body, this far above the feet, in px at zoom 1. */
const eyeLevelPx = 24;

/** After the first picture, what is wanted at once has the line to itself for so long, in ms. */
const lifeRestMs = 1_000;

const nothing: Partial<TapTarget> = {};
/** How much of people an editor sees: they walk another version of the World. */
const ghostOpacity = 0.45;
/** Of people in rooms: an editor sees nobody, for the rooms are of another version. */
const noCounts: ReadonlyMap<string, number> = new Map();

/** Shows a World. Throws where the browser can draw neither with WebGL nor on a 2D canvas. */
export async function createWorldView(options: WorldViewOptions): Promise<WorldView> {
  const surface = await createSurface(options.host, options.renderer);
  return new DrawnWorld(options, surface);
}

class DrawnWorld implements WorldView {
  private readonly options: WorldViewOptions;
  private surface: Surface;
  private readonly picture: WorldPicture;
  private readonly camera: CameraRig;
  private readonly loop: FrameLoop;
  private readonly later: LaterWake;
  private pick: Pick;
  private readonly resizing: ResizeObserver;
  private readonly listening = new AbortController();
  private readonly pointers: PointerControls;
  private viewport: Viewport = { width: 1, height: 1 };
  private ratio = 1;
  private zoomRestMs = 0;
  private isDirty = true;
  private isZoomChosen: boolean;
  private isAlwaysDay: boolean;
  private isLively: boolean;
  private isLifeFetched = false;
  /** What a first picture can do without, once it has arrived. */
  private laterParts: typeof LaterParts | undefined;
  /** A World that is to be shown when what compares it has arrived. */
  private awaitedWorld: DrawnWorldSpace | undefined;
  /** Wakes the picture when the light outside changes. */
  private readonly nextLight: LaterWake;
  private wasAway = false;
  private self: AvatarView | undefined;
  private editor: EditorScene | undefined;
  /** What the editor was last told. */
  private aimedAt: CameraState | undefined;
  private highlighted: Highlighted | undefined;
  private hoveredId: string | undefined;
  private namedIds: ReadonlySet<string> = new Set();
  private readonly movedListeners = new Set<() => void>();

  constructor(options: WorldViewOptions, surface: Surface) {
    const { host, scene, reducedMotion } = options;
    this.options = options;
    this.surface = surface;
    this.ratio = window.devicePixelRatio;
    this.isZoomChosen = options.zoom !== undefined;
    this.isAlwaysDay = options.isAlwaysDay;
    this.isLively = options.isLively && !reducedMotion;
    const zoom = options.zoom ?? zoomForWindow({ width: host.clientWidth, height: host.clientHeight });
    this.camera = new CameraRig(extentOf(scene.space), zoom, reducedMotion);
    this.picture = new WorldPicture(scene.space, {
      zoneId: scene.selfZoneId,
      scale: this.camera.state.zoom * this.ratio,
      devicePixelRatio: this.ratio,
      reducedMotion,
      log: options.log,
      arrived: () => this.redraw(),
      daylight: this.daylight,
      voiceOf: (personId) => scene.voiceOf?.(personId) ?? 'silent',
      signsOf: (personId) => scene.signsOf?.(personId) ?? noSigns,
      isNameWanted: (personId) => personId === this.hoveredId || this.namedIds.has(personId),
    });
    this.pick = createPick(this.picture.space, this.picture.looks);
    const frames = pageFrames(options.framesPerSecond);
    this.loop = createFrameLoop(frames, (nowMs, elapsedMs) => this.frame(nowMs, elapsedMs));
    this.later = createLaterWake(pageTimers, () => this.loop.wake());
    this.nextLight = createLaterWake(pageTimers, () => this.showDaylight());
    this.showDaylight();
    this.resize();
    this.resizing = new ResizeObserver(() => this.resize());
    this.resizing.observe(host);
    this.watchWindow();
    if (surface.kind === 'webgl') this.watchContext();
    followHover(host, (point) => this.lookAt(point), this.listening.signal);
    this.pointers = new PointerControls(host, {
      tap: (x, y) => this.tap(x, y),
      menu: (x, y) => this.options.onMenu(this.targetAt(x, y)),
      drag: (dx, dy) => this.panBy(dx, dy),
      zoom: (factor, x, y, isDirect) => this.zoomAt(factor, x, y, isDirect),
    });
  }

  private watchWindow(): void {
    const { signal } = this.listening;
    document.addEventListener(
      'visibilitychange',
      () => {
        // While the tab was hidden, the light may have changed without anything being woken.
        this.showDaylight();
      },
      { signal },
    );
    window.addEventListener(
      'resize',
      () => {
        this.resize();
      },
      { signal },
    );
  }

  private watchContext(): void {
    const rescue = { restored: () => this.redraw(), replace: () => this.replaceSurface() };
    const { log } = this.options;
    untilFetched(() => import('./contextLoss.ts')).then(
      ({ watchContext }) => watchContext(this.surface.canvas, this.listening.signal, rescue, log),
      (cause: unknown) => log.swallowed('A picture that the graphics card loses is not drawn again', cause),
    );
  }

  wake(): void {
    this.loop.wake();
  }

  get zoom(): number {
    return this.camera.targetZoom;
  }

  get chosenZoom(): number | undefined {
    return this.isZoomChosen ? this.camera.targetZoom : undefined;
  }

  setZoom(zoom: number | undefined): void {
    this.isZoomChosen = zoom !== undefined;
    this.camera.zoomFramed(zoom ?? zoomForWindow(this.viewport));
    this.redraw();
  }

  panBy(dx: number, dy: number): void {
    this.camera.drag(dx, dy);
    this.redraw();
  }

  setAlwaysDay(isAlwaysDay: boolean): void {
    this.isAlwaysDay = isAlwaysDay;
    this.showDaylight();
  }

  setLively(isLively: boolean): void {
    this.isLively = isLively && !this.options.reducedMotion;
    this.picture.avatars.bodies.isLively = this.isLively;
    this.redraw();
  }

  zoomAt(factor: number, x: number, y: number, isDirect: boolean): void {
    this.isZoomChosen = true;
    this.camera.zoomTo(this.camera.targetZoom * factor, x, y, isDirect);
    this.redraw();
  }

  edit(scene: EditorScene | undefined): void {
    this.editor = scene;
    this.aimedAt = undefined;
    this.picture.avatars.opacity = this.drawingBoard === undefined ? 1 : ghostOpacity;
    if (this.drawingBoard === undefined) this.camera.followSelf();
    this.redraw();
  }

  followSelf(): void {
    this.camera.followSelf();
    this.redraw();
  }

  get isAway(): boolean {
    return this.camera.isAway;
  }

  shake(objectId: string): void {
    if (!this.options.reducedMotion) this.picture.objects.shake(objectId, performance.now());
    this.redraw();
  }

  changeWorld(space: DrawnWorldSpace): void {
    const { picture, laterParts } = this;
    if (space === picture.space.now) {
      this.awaitedWorld = undefined;
      return;
    }
    if (laterParts === undefined) {
      this.awaitedWorld = space;
      return;
    }
    picture.change(space, laterParts.changedTiles);
    this.showFurniture();
    this.camera.setExtent(extentOf(space));
    this.showBodies(laterParts);
  }

  private showBodies({ BodyLanguage }: typeof LaterParts): void {
    this.picture.avatars.bodies = new BodyLanguage(this.picture.space, this.isLively);
  }

  highlight(target: Highlighted | undefined): void {
    const before = this.highlighted;
    if (before?.kind === target?.kind && before?.id === target?.id) return;
    this.highlighted = target;
    this.picture.highlight(target);
    this.redraw();
  }

  showNamesOf(personIds: ReadonlySet<string>): void {
    this.namedIds = personIds;
    this.redraw();
  }

  showOnScreens(videos: readonly HTMLVideoElement[]): void {
    if (this.picture.screens?.show(this.options.scene.selfZoneId, videos) === true) this.redraw();
  }

  landmarks(): Landmarks {
    const { ratio, viewport, camera, picture } = this;
    return landmarksOf(picture.signs.shown(), this.self, camera.state, viewport, ratio);
  }

  onMoved(listener: () => void): () => void {
    this.movedListeners.add(listener);
    return () => this.movedListeners.delete(listener);
  }

  get framesDrawn(): number {
    return this.loop.framesDrawn;
  }

  get drawTimes(): readonly number[] {
    return this.loop.drawTimes;
  }

  get rendererKind(): 'webgl' | 'canvas' {
    return this.surface.kind;
  }

  destroy(): void {
    this.loop.stop();
    this.pointers.stop();
    this.resizing.disconnect();
    this.listening.abort();
    this.later.stop();
    this.nextLight.stop();
    this.picture.destroy();
    this.surface.destroy();
  }

  /** What an editor sees who does not walk. */
  private get drawingBoard(): EditorScene | undefined {
    return this.editor?.walk === undefined ? this.editor : undefined;
  }

  private get daylight(): Daylight {
    return this.isAlwaysDay ? 'day' : daylightAt(new Date());
  }

  /** Shows the light of now outside, and looks again when it changes. */
  private showDaylight(): void {
    const { daylight } = this;
    this.picture.setDaylight(daylight);
    this.surface.setBackground(daylightColours[daylight].background);
    this.nextLight.within(daylightChangesInMs(new Date()));
    this.redraw();
  }

  private redraw(): void {
    this.isDirty = true;
    this.loop.wake();
  }

  private resize(): void {
    const { clientWidth, clientHeight } = this.options.host;
    const width = Math.max(1, clientWidth);
    const height = Math.max(1, clientHeight);
    const ratio = window.devicePixelRatio;
    if (
      width === this.viewport.width &&
      height === this.viewport.height &&
      ratio === this.ratio &&
      !this.isDirty
    )
      return;
    this.viewport = { width, height };
    this.ratio = ratio;
    this.camera.setViewport(this.viewport);
    if (!this.isZoomChosen) this.camera.zoomFramed(zoomForWindow(this.viewport));
    this.surface.resize(width, height, ratio);
    // A surface that changes its size is empty: it would flash before the next frame.
    if (this.framesDrawn > 0) {
      this.picture.aim(this.camera.state, this.viewport, ratio);
      this.surface.draw(this.picture.stage);
    }
    this.redraw();
  }

  private tap(x: number, y: number): void {
    const target = this.targetAt(x, y);
    this.mark(target);
    this.options.onTap(target);
  }

  private targetAt(x: number, y: number): TapTarget {
    return this.pick(this.picture.avatars.views(), pictureAt(this.camera.state, this.viewport, x, y));
  }

  /** Shows the name of the person under the mouse. @returns whether something there can be clicked */
  private lookAt(point: { readonly x: number; readonly y: number } | undefined): boolean {
    const { personId, seatId, doorId, objectId } =
      point === undefined ? nothing : this.targetAt(point.x, point.y);
    if (personId !== this.hoveredId) {
      this.hoveredId = personId;
      this.redraw();
    }
    return (personId ?? seatId ?? doorId ?? objectId) !== undefined;
  }

  /** Shows where a tap sends one: nowhere if it means a person, an Object to use or a wall. */
  private mark(target: TapTarget): void {
    const { space } = this.picture;
    const seat = target.seatId === undefined ? undefined : space.seat(target.seatId);
    const place: Position = seat?.position ?? target.position;
    const isFree = !space.collision.isSolid(Math.floor(place.x), Math.floor(place.y));
    if (target.personId !== undefined || target.objectId !== undefined) return;
    if (seat === undefined && !isFree) return;
    this.picture.marker?.mark(place, performance.now());
    this.redraw();
  }

  private frame(nowMs: number, elapsedMs: number): FrameOutcome {
    const { reducedMotion } = this.options;
    const { picture, camera, drawingBoard: editor } = this;
    const scene = this.editor?.walk ?? this.options.scene;
    const counts = editor === undefined ? scene.zoneCounts : noCounts;
    scene.advance(nowMs);
    const avatars = scene.avatars(nowMs);
    let isDirty = this.isDirty;
    this.isDirty = false;
    picture.lookFrom(editor?.viewpoint ?? scene.selfZoneId, reducedMotion);
    const zoneMoves = picture.advanceZone(elapsedMs);
    const avatarsMoved = picture.avatars.update(avatars, nowMs);
    this.later.within(picture.moveObjects(nowMs));
    const doorsMove = picture.doors.update(avatars, counts, scene.doorStates, elapsedMs);
    const countsChanged = picture.writeCounts(counts);
    const shakes = picture.objects.update(nowMs);
    const isMarked = picture.marker?.update(nowMs) ?? false;
    isDirty = this.moveCamera(avatars, elapsedMs) || isDirty;
    const floor = picture.aim(camera.state, this.viewport, this.ratio);
    this.tellEditor();
    const namesMoved = picture.avatars.arrangeNames(nowMs);
    const signsChanged = picture.showHeadSigns(nowMs);
    const isBlurred = this.sharpenWhenResting(elapsedMs);
    const refines = picture.refine(refineBudgetMs);
    const drawn =
      isDirty ||
      refines ||
      floor.hasChanged ||
      zoneMoves ||
      avatarsMoved ||
      namesMoved ||
      doorsMove ||
      countsChanged ||
      shakes ||
      isMarked ||
      signsChanged ||
      this.isDirty;
    const patches = drawn ? [] : picture.patches();
    if (drawn) {
      this.isDirty = false;
      picture.sort();
      this.surface.draw(picture.stage);
      if (this.loop.framesDrawn === 0) this.options.onShown?.();
      picture.headSigns.fetch();
      this.fetchLife();
      if (isDirty || zoneMoves || countsChanged) for (const listener of this.movedListeners) listener();
    } else if (patches.length > 0) {
      if (picture.isBlurred || this.laterParts === undefined) this.surface.draw(picture.stage);
      else this.surface.drawPatches(picture.stage, patches, this.laterParts.paintPatches);
    }
    this.tellAway();
    const isUnfinished = refines || !floor.isComplete || isBlurred || picture.avatars.isUnfinished;
    this.goOnLater();
    const signsMove = picture.headSigns.changesInMs === 0;
    const moves = signsMove || zoneMoves || doorsMove || shakes || isMarked || camera.isMoving;
    return { drawn: drawn || patches.length > 0, goesOn: moves || isUnfinished || scene.isActive(nowMs) };
  }

  private showFurniture(): void {
    this.pick = createPick(this.picture.space, this.picture.looks);
    this.redraw();
  }

  /** Fetches what lets people live at rest and make gestures, once, a moment after the World can be seen. */
  private fetchLife(): void {
    if (this.isLifeFetched) return;
    this.isLifeFetched = true;
    const { signal } = this.listening;
    const { log } = this.options;
    const furnish = furnishOnce(this.picture, { signal, log, shown: () => this.showFurniture() });
    const fetch = async () => {
      furnish();
      const parts = await untilFetched(() => import('./laterParts.ts'));
      if (signal.aborted) return;
      this.picture.complete(parts);
      this.laterParts = parts;
      if (this.awaitedWorld === undefined) this.showBodies(parts);
      else this.changeWorld(this.awaitedWorld);
      this.redraw();
    };
    const timer = window.setTimeout(() => {
      fetch().catch((cause: unknown) => log.swallowed('People at rest stand still, and do not wave', cause));
    }, lifeRestMs);
    signal.addEventListener('abort', () => window.clearTimeout(timer));
  }

  /** What changes at times only, such as bars and bubbles, asks for a frame then; nothing is drawn in between. */
  private goOnLater(): void {
    const { avatars, headSigns } = this.picture;
    this.later.within(avatars.names.changesInMs);
    this.later.within(avatars.bodies.changesInMs);
    if (!this.options.reducedMotion && avatars.isAnyoneSpeaking) this.later.within(barsFrameMs);
    if (headSigns.changesInMs > 0) this.later.within(headSigns.changesInMs);
  }

  /** @returns whether the picture or oneself is elsewhere */
  private moveCamera(avatars: readonly AvatarView[], elapsedMs: number): boolean {
    const walked = avatars.find((avatar) => avatar.isSelf) ?? this.self;
    // In Build Mode the person moves the camera.
    const self = this.drawingBoard === undefined ? walked : (this.self ?? walked);
    if (self === undefined) return false;
    const before = this.self;
    const isWalking = before !== undefined && (before.x !== self.x || before.y !== self.y);
    this.self = self;
    const at = { x: screenX(self.x, self.y), y: screenY(self.x, self.y, eyeLevelPx) };
    return this.camera.advance(at.x, at.y, isWalking, elapsedMs) || isWalking;
  }

  /** Paints everything anew once the zoom rests. Returns whether that is still to come. */
  private sharpenWhenResting(elapsedMs: number): boolean {
    if (!this.picture.isBlurred) return false;
    const isResting = this.camera.state.zoom === this.camera.targetZoom;
    this.zoomRestMs = isResting ? this.zoomRestMs + elapsedMs : 0;
    if (this.zoomRestMs < sharpenAfterMs) return true;
    this.zoomRestMs = 0;
    this.picture.sharpen();
    if (this.isZoomChosen) this.options.onZoom?.(this.camera.targetZoom);
    this.isDirty = true;
    return false;
  }

  private tellEditor(): void {
    const { state } = this.camera;
    if (this.editor === undefined || state === this.aimedAt) return;
    this.aimedAt = state;
    this.editor.aimed(state, this.viewport);
  }

  private tellAway(): void {
    const { isAway } = this.camera;
    if (isAway === this.wasAway) return;
    this.wasAway = isAway;
    this.options.onAway?.(isAway);
  }

  private async replaceSurface(): Promise<void> {
    const next = await createSurface(this.options.host, 'canvas');
    if (this.listening.signal.aborted) {
      next.destroy();
      return;
    }
    this.surface.destroy();
    this.surface = next;
    this.picture.prepareAnew();
    this.showDaylight();
    this.surface.resize(this.viewport.width, this.viewport.height, this.ratio);
    this.redraw();
  }
}
