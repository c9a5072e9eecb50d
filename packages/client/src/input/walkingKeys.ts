import type { WalkingAction } from './shortcuts.ts';

/** A direction on the Map, in tiles; only where it points counts. */
export interface Direction {
  readonly x: number;
  readonly y: number;
}

/** Up on the screen is towards smaller x and y (the Map lies turned by 45 degrees). */
const directions: Readonly<Record<WalkingAction, Direction>> = {
  up: { x: -1, y: -1 },
  down: { x: 1, y: 1 },
  left: { x: -1, y: 1 },
  right: { x: 1, y: -1 },
};

/** Where somebody walks who holds these keys; `undefined` where none is held, or they cancel out. */
export function directionOf(held: Iterable<WalkingAction>): Direction | undefined {
  let x = 0;
  let y = 0;
  for (const action of new Set(held)) {
    x += directions[action].x;
    y += directions[action].y;
  }
  return x === 0 && y === 0 ? undefined : { x, y };
}

/** Remembers which walking keys are down. Two keys can mean the same direction, so the keys themselves count. */
export class WalkingKeys {
  readonly #held = new Map<string, WalkingAction>();
  readonly #walk: (direction: Direction | undefined) => void;
  #last: string | undefined;

  /** @param walk told whenever the direction changes; `undefined` to stop */
  constructor(walk: (direction: Direction | undefined) => void) {
    this.#walk = walk;
  }

  /** @param code of the KeyboardEvent: the same key has the same code when it is released, whatever Shift does */
  press(code: string, action: WalkingAction): void {
    this.#held.set(code, action);
    this.#tell();
  }

  release(code: string): void {
    if (this.#held.delete(code)) this.#tell();
  }

  releaseAll(): void {
    if (this.#held.size === 0) return;
    this.#held.clear();
    this.#tell();
  }

  #tell(): void {
    const direction = directionOf(this.#held.values());
    const key = direction === undefined ? undefined : `${direction.x},${direction.y}`;
    if (key === this.#last) return;
    this.#last = key;
    this.#walk(direction);
  }
}
