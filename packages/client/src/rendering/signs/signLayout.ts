/** A sign that wants to hang with the middle of its lower edge at an anchor. All in CSS px, y downwards. */
export interface SignWish {
  readonly anchorX: number;
  readonly anchorY: number;
  readonly width: number;
  readonly height: number;
}

/** Where a sign hangs: its upper left corner. */
export interface SignPlace {
  readonly x: number;
  readonly y: number;
}

/** Air between two signs, in px. */
const gapPx = 4;

/**
 * Hangs signs so that none covers another. The one nearest to the viewer keeps its place; one behind it that it
 * would cover moves up. Depends on nothing but the wishes, so signs stay put while the camera moves.
 */
export function layOutSigns(wishes: readonly SignWish[]): readonly SignPlace[] {
  const places: SignPlace[] = wishes.map((wish) => ({
    x: wish.anchorX - wish.width / 2,
    y: wish.anchorY - wish.height,
  }));
  const fromFront = wishes
    .map((_, index) => index)
    .sort((a, b) => {
      const first = wishes[a];
      const second = wishes[b];
      return first && second ? second.anchorY - first.anchorY || a - b : 0;
    });
  const placed: number[] = [];
  for (const index of fromFront) {
    const wish = wishes[index];
    const start = places[index];
    if (wish === undefined || start === undefined) continue;
    let y = start.y;
    for (let raised = true; raised;) {
      raised = false;
      for (const other of placed) {
        const place = places[other];
        const size = wishes[other];
        if (place === undefined || size === undefined) continue;
        const overlapsAcross =
          start.x < place.x + size.width + gapPx && place.x < start.x + wish.width + gapPx;
        const overlapsDown = y < place.y + size.height + gapPx && place.y < y + wish.height + gapPx;
        if (!overlapsAcross || !overlapsDown) continue;
        y = place.y - gapPx - wish.height;
        raised = true;
      }
    }
    places[index] = { x: start.x, y };
    placed.push(index);
  }
  return places;
}
