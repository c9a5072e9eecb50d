/**
 * Shows a hand while a mouse is over something that can be tapped.
 *
 * @param lookAt takes the point that the mouse is over, in CSS px from the host's upper left corner, or that it has left;
 *   says whether something to tap is there
 * @param signal ends it
 */
export function followHover(
  host: HTMLElement,
  lookAt: (point: { readonly x: number; readonly y: number } | undefined) => boolean,
  signal: AbortSignal,
): void {
  const show = (isOver: boolean): void => {
    const cursor = isOver ? 'pointer' : '';
    if (host.style.cursor !== cursor) host.style.cursor = cursor;
  };
  host.addEventListener(
    'pointermove',
    (event) => {
      // The cursor stays the same during a drag.
      if (event.pointerType !== 'mouse' || event.buttons !== 0) return;
      const area = host.getBoundingClientRect();
      show(lookAt({ x: event.clientX - area.left, y: event.clientY - area.top }));
    },
    { signal },
  );
  host.addEventListener('pointerleave', () => show(lookAt(undefined)), { signal });
  signal.addEventListener('abort', () => show(false));
}
