import type { Position, World } from '@atrium/world';
import type { Editor } from '../../build/editor.ts';
import { tileOf } from '../../build/tools.ts';
import type { Gesture } from '../../build/tools.ts';
import { pictureAt } from '../../rendering/camera/camera.ts';
import type { CameraState, Viewport } from '../../rendering/camera/camera.ts';
import { floorAt } from '../../rendering/iso/projection.ts';
import type { ObjectLooks } from '../../rendering/objects/objectLooks.ts';
import { createPickThing } from '../../rendering/picking/pickThing.ts';
import type { PickedThing, PickThing } from '../../rendering/picking/pickThing.ts';
import type { WorldView } from '../../rendering/worldView.ts';
import { listenToPointers } from './buildPointers.ts';
import type { Keys, Point } from './buildPointers.ts';

/** What the picture shows. */
export interface Aim {
  readonly camera: CameraState;
  readonly viewport: Viewport;
}

interface PointedAt {
  /** In tiles. */
  readonly place: Position;
  readonly thing: PickedThing | undefined;
}

interface PointerParts {
  readonly editor: Editor;
  readonly looks: ObjectLooks;
  /** `null`: nothing is shown yet. */
  readonly aim: () => Aim | null;
  readonly view: () => Pick<WorldView, 'panBy' | 'zoomAt'> | null;
  /** Told of the tile under a pointer that is not pressed, before it is planned what the tool would do there. */
  readonly follow: (tile: Position) => void;
  /** Told of the id of what lies under a pointer that does nothing. */
  readonly setHovered: (id: string | undefined) => void;
}

/** Lets pointers on the plan use the tool in hand, and move the picture. Gives back what ends that. */
export function followPointers(plan: HTMLElement, parts: PointerParts): () => void {
  const { editor, follow, setHovered } = parts;
  const pick = pickerFor(parts);
  const planning = createAfterFrame();
  let start: PointedAt | undefined;
  const show = (point: Point, keys: Keys, isDrag: boolean) => {
    const gesture = gestureOf(editor, start, pick(point), keys, isDrag);
    setHovered(isDrag ? undefined : gesture.toId);
    editor.hover(gesture, tileOf(gesture.to));
  };
  const stop = listenToPointers(plan, {
    hover(point, keys) {
      // What one has in hand is where the pointer is at once; whether it fits there is seen a frame later.
      follow(tileOf(pick(point).place));
      planning.once(() => show(point, keys, false));
    },
    press(point) {
      planning.giveUp();
      // A field beside the plan hands its text in as it loses the focus.
      plan.focus({ preventScroll: true });
      editor.press();
      start = pick(point);
    },
    drag: show,
    release(point, keys, isDrag) {
      const gesture = gestureOf(editor, start, pick(point), keys, isDrag);
      // A finger hides what it points at: what it has placed is looked at first.
      if (keys.pointerType === 'touch' && editor.asksFirst) editor.hold(gesture, tileOf(gesture.to));
      else editor.finish(gesture);
      start = undefined;
    },
    cancel() {
      planning.giveUp();
      start = undefined;
      setHovered(undefined);
      editor.rest();
    },
    pan: (dx, dy) => parts.view()?.panBy(dx, dy),
    zoom: (factor, { x, y }, isDirect) => parts.view()?.zoomAt(factor, x, y, isDirect),
  });
  const selectRoom = ({ offsetX, offsetY }: MouseEvent) => {
    const { thing } = pick({ x: offsetX, y: offsetY });
    if (thing?.isZone === true && editor.store.getState().tool === 'select') editor.selectRoom(thing.id);
  };
  plan.addEventListener('dblclick', selectRoom);
  return () => {
    planning.end();
    stop();
    plan.removeEventListener('dblclick', selectRoom);
  };
}

/** Does the latest of what it is given, when the frame that is on its way has been painted. */
function createAfterFrame() {
  let frame: number | undefined;
  let task: (() => void) | undefined;
  const { port1, port2 } = new MessageChannel();
  const run = () => {
    frame = undefined;
    const latest = task;
    task = undefined;
    latest?.();
  };
  port1.onmessage = run;
  return {
    once(latest: () => void) {
      task = latest;
      frame ??= requestAnimationFrame(() => port2.postMessage(undefined));
    },
    giveUp() {
      task = undefined;
    },
    end() {
      task = undefined;
      port1.close();
    },
  };
}

/** Finds what lies under a point of the plan (CSS px), in the World as it is then. */
function pickerFor({ editor, aim, looks }: PointerParts): (point: Point) => PointedAt {
  let known: { readonly world: World; readonly pickThing: PickThing } | undefined;
  return ({ x, y }) => {
    const { world } = editor;
    if (known?.world !== world) known = { world, pickThing: createPickThing(world, looks) };
    const shown = aim();
    if (shown === null) return { place: { x: 0, y: 0 }, thing: undefined };
    const point = pictureAt(shown.camera, shown.viewport, x, y);
    return { place: floorAt(point.x, point.y), thing: known.pickThing(point) };
  };
}

/** @param start where the press began; `undefined` where nothing is pressed */
function gestureOf(
  editor: Editor,
  start: PointedAt | undefined,
  end: PointedAt,
  { shiftKey, altKey }: Keys,
  isDrag: boolean,
): Gesture {
  const { thing, place } = start ?? end;
  // A drag that begins on the floor of a Zone draws a frame around things, unless that Zone is in hand.
  const isFloor = isDrag && thing?.isZone === true && !editor.store.getState().selection.ids.has(thing.id);
  return {
    from: place,
    to: end.place,
    isDrag,
    fromId: isFloor ? undefined : thing?.id,
    toId: end.thing?.id,
    adds: shiftKey,
    copies: altKey,
  };
}
