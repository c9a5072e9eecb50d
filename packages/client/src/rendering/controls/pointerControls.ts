/** A pointer that moved less than this, in CSS px, has tapped and not dragged. */
const tapSlackPx = 6;
/** A longer touch is no tap, in ms. */
const tapWithinMs = 600;
/** How much one px of wheel zooms. */
const zoomPerWheelPx = 0.0016;
const zoomPerPinchPx = 0.008;
const wheelLinePx = 16;
const wheelPagePx = 300;

/** What pointers on the World do. Points are CSS px from the host's upper left corner. */
export interface PointerActions {
  tap(x: number, y: number): void;
  /** A menu is asked for, by the other mouse button or a long touch. */
  menu(x: number, y: number): void;
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

/** Mouse, pen and fingers on the World, from when it is made until it is stopped. */
export class PointerControls {
  private readonly host: HTMLElement;
  private readonly actions: PointerActions;
  private readonly held = new Map<number, Held>();
  private readonly listening = new AbortController();

  constructor(host: HTMLElement, actions: PointerActions) {
    this.host = host;
    this.actions = actions;
    host.style.touchAction = 'none';
    const { signal } = this.listening;
    host.addEventListener(
      'pointerdown',
      (event) => {
        this.press(event);
      },
      { signal },
    );
    host.addEventListener(
      'pointermove',
      (event) => {
        this.move(event);
      },
      { signal },
    );
    host.addEventListener(
      'pointerup',
      (event) => {
        this.letGo(event);
      },
      { signal },
    );
    host.addEventListener(
      'pointercancel',
      (event) => {
        this.held.delete(event.pointerId);
      },
      { signal },
    );
    host.addEventListener(
      'contextmenu',
      (event) => {
        event.preventDefault();
        this.actions.menu(...this.pointOf(event));
      },
      { signal },
    );
    host.addEventListener(
      'wheel',
      (event) => {
        this.turnWheel(event);
      },
      { signal, passive: false },
    );
  }

  stop(): void {
    this.listening.abort();
    this.held.clear();
  }

  private pointOf(event: MouseEvent): readonly [number, number] {
    const area = this.host.getBoundingClientRect();
    return [event.clientX - area.left, event.clientY - area.top];
  }

  private press(event: PointerEvent): void {
    if (event.button !== 0 && event.button !== 1) return;
    const [x, y] = this.pointOf(event);
    this.host.setPointerCapture(event.pointerId);
    this.held.set(event.pointerId, {
      x,
      y,
      startX: x,
      startY: y,
      sinceMs: event.timeStamp,
      hasDragged: false,
    });
    // With a second finger it becomes a pinch, whatever the first was about to do.
    if (this.held.size > 1) for (const pointer of this.held.values()) pointer.hasDragged = true;
  }

  private move(event: PointerEvent): void {
    const pointer = this.held.get(event.pointerId);
    if (pointer === undefined) return;
    const [x, y] = this.pointOf(event);
    const other = [...this.held].find(([id]) => id !== event.pointerId)?.[1];
    if (other === undefined) this.drag(pointer, x, y);
    else this.pinch(pointer, other, x, y);
  }

  private letGo(event: PointerEvent): void {
    const pointer = this.held.get(event.pointerId);
    this.held.delete(event.pointerId);
    if (pointer === undefined || event.button !== 0 || pointer.hasDragged) return;
    if (event.timeStamp - pointer.sinceMs <= tapWithinMs) this.actions.tap(pointer.x, pointer.y);
  }

  private turnWheel(event: WheelEvent): void {
    event.preventDefault();
    const unit = event.deltaMode === 1 ? wheelLinePx : event.deltaMode === 2 ? wheelPagePx : 1;
    // A pinch on a touchpad comes as a wheel with ctrl, in much smaller steps.
    const gain = event.ctrlKey ? zoomPerPinchPx : zoomPerWheelPx;
    const [x, y] = this.pointOf(event);
    this.actions.zoom(Math.exp(-event.deltaY * unit * gain), x, y, event.ctrlKey);
  }

  private drag(pointer: Held, x: number, y: number): void {
    if (!pointer.hasDragged && Math.hypot(x - pointer.startX, y - pointer.startY) < tapSlackPx) return;
    pointer.hasDragged = true;
    this.actions.drag(x - pointer.x, y - pointer.y);
    pointer.x = x;
    pointer.y = y;
  }

  private pinch(pointer: Held, other: Held, x: number, y: number): void {
    const before = Math.hypot(pointer.x - other.x, pointer.y - other.y);
    const after = Math.hypot(x - other.x, y - other.y);
    this.actions.drag((x - pointer.x) / 2, (y - pointer.y) / 2);
    pointer.x = x;
    pointer.y = y;
    if (before > 0 && after > 0)
      this.actions.zoom(after / before, (x + other.x) / 2, (y + other.y) / 2, true);
  }
}
