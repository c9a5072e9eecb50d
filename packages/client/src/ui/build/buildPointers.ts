/** From here on a press is a drag, in CSS px. */
const dragFromPx = 5;

/** What pointers do on the plan. Points are CSS px from its upper left corner. */
export interface BuildPointerActions {
  hover(point: Point, keys: Keys): void;
  press(point: Point): void;
  /** The press goes on, or has ended, at a point. */
  drag(point: Point, keys: Keys, isDrag: boolean): void;
  release(point: Point, keys: Keys, isDrag: boolean): void;
  /** The press has become something else, or the pointer has left. */
  cancel(): void;
  pan(dx: number, dy: number): void;
  zoom(factor: number, point: Point, isDirect: boolean): void;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}
export type Keys = Pick<PointerEvent, 'shiftKey' | 'altKey' | 'pointerType'>;

interface Held {
  at: Point;
  readonly start: Point;
  /** Moves the picture instead of doing something in it. */
  readonly pans: boolean;
  isDrag: boolean;
}

const zoomPerWheelPx = 0.0016;
const zoomPerPinchPx = 0.008;
const pxPerLine = 16;

/**
 * Listens to mouse, pen and fingers on the plan: one finger or the left button draws, two fingers or another button move
 * the picture. Gives back what ends that.
 */
export function listenToPointers(plan: HTMLElement, actions: BuildPointerActions): () => void {
  const held = new Map<number, Held>();
  const listening = new AbortController();
  const { signal } = listening;
  const pointOf = (event: MouseEvent) => pointIn(plan, event);
  const drawing = () => [...held.values()].find(({ pans }) => !pans);

  const press = (event: PointerEvent) => {
    // What lies on the plan to be pressed itself.
    if (event.target instanceof Element && event.target.closest('button') !== null) return;
    const at = pointOf(event);
    plan.setPointerCapture(event.pointerId);
    const isSecond = held.size > 0;
    if (isSecond && drawing() !== undefined) actions.cancel();
    const pans = isSecond || event.button !== 0;
    if (isSecond) for (const [id, other] of held) held.set(id, { ...other, pans: true });
    held.set(event.pointerId, { at, start: at, pans, isDrag: false });
    if (!pans) actions.press(at);
  };
  const move = (event: PointerEvent) => {
    const at = pointOf(event);
    const pointer = held.get(event.pointerId);
    if (pointer === undefined) return actions.hover(at, event);
    const other = [...held].find(([id]) => id !== event.pointerId)?.[1];
    const before = pointer.at;
    pointer.at = at;
    if (!pointer.pans) {
      pointer.isDrag ||= Math.hypot(at.x - pointer.start.x, at.y - pointer.start.y) >= dragFromPx;
      return actions.drag(at, event, pointer.isDrag);
    }
    const share = other === undefined ? 1 : 0.5;
    actions.pan((at.x - before.x) * share, (at.y - before.y) * share);
    if (other === undefined) return;
    const was = Math.hypot(before.x - other.at.x, before.y - other.at.y);
    const is = Math.hypot(at.x - other.at.x, at.y - other.at.y);
    const middle = { x: (at.x + other.at.x) / 2, y: (at.y + other.at.y) / 2 };
    if (was > 0 && is > 0) actions.zoom(is / was, middle, true);
  };
  const release = (event: PointerEvent) => {
    const pointer = held.get(event.pointerId);
    held.delete(event.pointerId);
    if (pointer !== undefined && !pointer.pans) actions.release(pointOf(event), event, pointer.isDrag);
  };
  const cancel = (event: PointerEvent) => {
    if (held.delete(event.pointerId)) actions.cancel();
  };
  const turnWheel = (event: WheelEvent) => {
    event.preventDefault();
    const unit = event.deltaMode === 0 ? 1 : pxPerLine;
    const gain = event.ctrlKey ? zoomPerPinchPx : zoomPerWheelPx;
    actions.zoom(Math.exp(-event.deltaY * unit * gain), pointOf(event), event.ctrlKey);
  };

  plan.addEventListener('pointerdown', press, { signal });
  plan.addEventListener('pointermove', move, { signal });
  plan.addEventListener('pointerup', release, { signal });
  plan.addEventListener('pointercancel', cancel, { signal });
  plan.addEventListener('pointerleave', () => held.size === 0 && actions.cancel(), { signal });
  plan.addEventListener('contextmenu', (event) => event.preventDefault(), { signal });
  plan.addEventListener('wheel', turnWheel, { signal, passive: false });
  return () => listening.abort();
}

function pointIn(plan: HTMLElement, { clientX, clientY }: MouseEvent): Point {
  const { left, top } = plan.getBoundingClientRect();
  return { x: clientX - left, y: clientY - top };
}
