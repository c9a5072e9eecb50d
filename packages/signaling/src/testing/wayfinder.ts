import type { Position, World } from '@atrium/world';
import { createWorldSpace, findPath, noRestrictions } from '@atrium/world';
import type { FakeClient } from './fakeClient.ts';

interface Route {
  readonly moveEpoch: number;
  readonly wayPoints: Position[];
}

/** Leads Clients round walls and furniture, step by step, to one place after the other, and through any Door. */
export class Wayfinder {
  readonly #space: ReturnType<typeof createWorldSpace>;
  readonly #routes = new WeakMap<FakeClient, Route>();
  readonly #chooseGoal: (client: FakeClient) => Position;

  /** @param chooseGoal asked whenever somebody has arrived, or was corrected */
  constructor(world: World, chooseGoal: (client: FakeClient) => Position) {
    this.#space = createWorldSpace(world);
    this.#chooseGoal = chooseGoal;
  }

  /** Where a Client is 0.3 tiles further on its way. */
  nextStep(client: FakeClient, from: Position): Position {
    const { moveEpoch } = client;
    let route = this.#routes.get(client);
    if (route?.moveEpoch !== moveEpoch || route.wayPoints.length === 0) {
      const standing = { position: from, zoneId: client.zoneId ?? 'ground', state: 'idle' } as const;
      const path = findPath(this.#space, noRestrictions, standing, this.#chooseGoal(client));
      route = { moveEpoch, wayPoints: [...(path ?? [])] };
      this.#routes.set(client, route);
    }
    const to = route.wayPoints[0] ?? from;
    const left = Math.hypot(to.x - from.x, to.y - from.y);
    if (left > 0.3)
      return { x: from.x + ((to.x - from.x) / left) * 0.3, y: from.y + ((to.y - from.y) / left) * 0.3 };
    route.wayPoints.shift();
    return to;
  }
}
