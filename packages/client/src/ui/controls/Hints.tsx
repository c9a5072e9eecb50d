import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { HintSide } from './hint.ts';
import { hintPlace } from './hintPlace.ts';
import { Key } from './Key.tsx';

/** How long the pointer rests on a control before its tooltip comes, in ms. */
const delayMs = 400;
/** So soon after one tooltip the next comes at once, in ms. */
const nextAtOnceMs = 200;

interface Shown {
  readonly control: HTMLElement;
  readonly text: string;
  readonly shortcut: string | undefined;
  readonly side: HintSide;
}

/** Shows the tooltip of whatever control the pointer rests on or the keyboard has come to; once in a page. */
export function Hints() {
  const shown = useShown();
  const card = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const element = card.current;
    if (element === null || shown === undefined) return;
    const size = element.getBoundingClientRect();
    const viewport = { width: window.innerWidth, height: window.innerHeight };
    const place = hintPlace(shown.control.getBoundingClientRect(), size, viewport, shown.side);
    element.style.translate = `${place.left}px ${place.top}px`;
  }, [shown]);

  if (shown === undefined) return null;
  return (
    <div
      ref={card}
      role="tooltip"
      // It says what the control is called and which key does the same: screen readers have both from the control.
      aria-hidden
      className="pointer-events-none fixed top-0 left-0 z-50 flex max-w-[min(20rem,calc(100vw-2rem))] animate-appear items-center gap-1 rounded-control border border-hairline bg-raised px-1 py-0.5 text-caption text-text shadow-float select-none"
    >
      {shown.text}
      {shown.shortcut !== undefined && <Key label={shown.shortcut} />}
    </div>
  );
}

function useShown(): Shown | undefined {
  const [shown, setShown] = useState<Shown | undefined>();
  useEffect(() => {
    let control: HTMLElement | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let hiddenAtMs = Number.NEGATIVE_INFINITY;
    let isShown = false;
    // Its words may change while it is shown, and it may go away.
    const observer = new MutationObserver(() => {
      if (control !== undefined && !canBeUsed(control)) hide();
      else if (control !== undefined && isShown) setShown(read(control));
    });
    const show = (element: HTMLElement) => {
      isShown = true;
      setShown(read(element));
    };
    const hide = () => {
      clearTimeout(timer);
      observer.disconnect();
      if (isShown) hiddenAtMs = performance.now();
      isShown = false;
      control = undefined;
      setShown(undefined);
    };
    const begin = (element: HTMLElement, afterMs: number) => {
      if (element === control) return;
      hide();
      control = element;
      const attributeFilter = ['data-hint', 'hidden', 'inert'];
      observer.observe(document.body, { subtree: true, childList: true, attributeFilter });
      if (afterMs === 0) show(element);
      else timer = setTimeout(() => show(element), afterMs);
    };
    const over = (event: PointerEvent) => {
      const element = controlOf(event.target);
      const isPointedAt = hasMovedTo(event) && event.pointerType !== 'touch';
      if (element === undefined || !isPointedAt) return hide();
      begin(element, performance.now() - hiddenAtMs < nextAtOnceMs ? 0 : delayMs);
    };
    const focus = ({ target }: FocusEvent) => {
      const element = controlOf(target);
      // After a press, the focus goes where nobody looks for a word: back to what opened a card, for example.
      if (isByKey() && element?.matches(':focus-visible') === true) begin(element, 0);
    };
    const listening = new AbortController();
    const { signal } = listening;
    const hasMovedTo = watchPointer(signal);
    const isByKey = watchKeys(signal);
    document.addEventListener('pointerover', over, { signal });
    document.addEventListener('focusin', focus, { signal });
    document.documentElement.addEventListener('pointerleave', hide, { signal });
    for (const type of ['pointerdown', 'focusout', 'keydown', 'scroll', 'wheel'] as const) {
      document.addEventListener(type, hide, { signal, capture: true, passive: true });
    }
    return () => {
      listening.abort();
      hide();
    };
  }, []);
  return shown;
}

/**
 * Follows the pointer.
 *
 * @returns whether it has moved to where an event is: not where something comes to lie under it, as the toolbar does
 *   after Enter
 */
function watchPointer(signal: AbortSignal): (event: PointerEvent) => boolean {
  let place = '';
  const moveTo = ({ clientX, clientY }: PointerEvent) => {
    const before = place;
    place = `${clientX} ${clientY}`;
    return place !== before;
  };
  for (const type of ['pointermove', 'pointerdown'] as const)
    document.addEventListener(type, moveTo, { signal, capture: true, passive: true });
  return moveTo;
}

/** @returns whether the last thing that was done was done by keyboard */
function watchKeys(signal: AbortSignal): () => boolean {
  let isByKey = false;
  for (const type of ['keydown', 'pointerdown'] as const)
    document.addEventListener(type, () => (isByKey = type === 'keydown'), {
      signal,
      capture: true,
      passive: true,
    });
  return () => isByKey;
}

function controlOf(target: EventTarget | null): HTMLElement | undefined {
  const element = target instanceof Element ? target.closest('[data-hint]') : null;
  return element instanceof HTMLElement ? element : undefined;
}

/** Whether a control is there, and not covered by what has the page for itself. */
function canBeUsed(control: HTMLElement): boolean {
  return control.isConnected && control.checkVisibility() && control.closest('[inert]') === null;
}

function read(control: HTMLElement): Shown {
  const { hint = '', hintKey, hintSide } = control.dataset;
  const side = hintSide === 'left' || hintSide === 'bottom' ? hintSide : 'top';
  return { control, text: hint, shortcut: hintKey, side };
}
