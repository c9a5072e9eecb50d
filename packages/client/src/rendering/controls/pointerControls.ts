/** A pointer that moved less than this, in CSS px, has tapped and not dragged. */
const tapSlackPx = 6;
/** A longer touch is no tap, in ms. */
const tapWithinMs = 600;
/** How much one px of wheel zooms. */
const zoomPerWheelPx = 0.0016;
const wheelLinePx = 16;
const wheelPagePx = 300;

/** What pointers on the World do. Points are CSS px from the host's upper left corner. */
export interface PointerActions {
  tap(x: number, y: number): void;
  /** The picture is dragged by this much. */
  drag(dx: number, dy: number): void;
  /** Zooms by a factor towards a point: `isDirect` while fingers hold it. */
  zoom(factor: number, x: number, y: number, isDirect: boolean): void;
}

interface Held {
  x: number;
  y: number;
  readonly startX: number;
  readonly startY: number;
  readonly sinceMs: number;
  hasDragged: boolean;
}

/** Listens to mouse, pen and fingers on the World. Returns what stops it. */
export function listenToPointers(host: HTMLElement, actions: PointerActions): () => void {
  const held = new Map<number, Held>();
  const listening = new AbortController();
  const options = { signal: listening.signal };
  host.style.touchAction = 'none';

  const pointOf = (event: MouseEvent): readonly [number, number] => {
    const area = host.getBoundingClientRect();
    return [event.clientX - area.left, event.clientY - area.top];
  };
  const isTap = (pointer: Held, nowMs: number): boolean =>
    !pointer.hasDragged && nowMs - pointer.sinceMs <= tapWithinMs;

  host.addEventListener(
    'pointerdown',
    (event) => {
      if (event.button !== 0 && event.button !== 1) return;
      const [x, y] = pointOf(event);
      host.setPointerCapture(event.pointerId);
      held.set(event.pointerId, { x, y, startX: x, startY: y, sinceMs: event.timeStamp, hasDragged: false });
      // With a second finger it becomes a pinch, whatever the first was about to do.
      if (held.size > 1) for (const pointer of held.values()) pointer.hasDragged = true;
    },
    options,
  );
  host.addEventListener(
    'pointermove',
    (event) => {
      const pointer = held.get(event.pointerId);
      if (pointer === undefined) return;
      const [x, y] = pointOf(event);
      if (held.size === 1) dragOne(pointer, x, y);
      else pinch(event.pointerId, pointer, x, y);
    },
    options,
  );
  const letGo = (event: PointerEvent): void => {
    const pointer = held.get(event.pointerId);
    held.delete(event.pointerId);
    if (pointer === undefined || event.type === 'pointercancel' || event.button !== 0) return;
    if (isTap(pointer, event.timeStamp)) actions.tap(pointer.x, pointer.y);
  };
  host.addEventListener('pointerup', letGo, options);
  host.addEventListener('pointercancel', letGo, options);
  host.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      const unit = event.deltaMode === 1 ? wheelLinePx : event.deltaMode === 2 ? wheelPagePx : 1;
      // A pinch on a touchpad comes as a wheel with ctrl, in much smaller steps.
      const pinchGain = event.ctrlKey ? 5 : 1;
      const [x, y] = pointOf(event);
      actions.zoom(Math.exp(-event.deltaY * unit * pinchGain * zoomPerWheelPx), x, y, event.ctrlKey);
    },
    { ...options, passive: false },
  );

  function dragOne(pointer: Held, x: number, y: number): void {
    if (!pointer.hasDragged && Math.hypot(x - pointer.startX, y - pointer.startY) < tapSlackPx) return;
    pointer.hasDragged = true;
    actions.drag(x - pointer.x, y - pointer.y);
    pointer.x = x;
    pointer.y = y;
  }

  function pinch(pointerId: number, pointer: Held, x: number, y: number): void {
    const other = [...held].find(([id]) => id !== pointerId)?.[1];
    if (other === undefined) return;
    const before = Math.hypot(pointer.x - other.x, pointer.y - other.y);
    const after = Math.hypot(x - other.x, y - other.y);
    actions.drag((x - pointer.x) / 2, (y - pointer.y) / 2);
    pointer.x = x;
    pointer.y = y;
    if (before > 0 && after > 0) actions.zoom(after / before, (x + other.x) / 2, (y + other.y) / 2, true);
  }

  return () => {
    listening.abort();
  };
}
