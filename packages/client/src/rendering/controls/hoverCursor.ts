/**
 * Shows a hand while a mouse is over something that can be tapped.
 *
 * @param isTappable whether something is at a point, in CSS px from the host's upper left corner
 * @param signal ends it
 */
export function followHover(
  host: HTMLElement,
  isTappable: (x: number, y: number) => boolean,
  signal: AbortSignal,
): void {
  const show = (isOver: boolean): void => {
    const cursor = isOver ? 'pointer' : '';
    if (host.style.cursor !== cursor) host.style.cursor = cursor;
  };
  host.addEventListener(
    'pointermove',
    (event) => {
      // Whoever drags the picture keeps the cursor they began with.
      if (event.pointerType !== 'mouse' || event.buttons !== 0) return;
      const area = host.getBoundingClientRect();
      show(isTappable(event.clientX - area.left, event.clientY - area.top));
    },
    { signal },
  );
  host.addEventListener('pointerleave', () => show(false), { signal });
  signal.addEventListener('abort', () => show(false));
}
