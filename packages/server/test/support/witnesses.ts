import { expect } from 'vitest';
import { quantise } from '@atrium/world';
import { RawWalker } from './rawWalker.ts';
import type { WalkerOptions } from './rawWalker.ts';
import type { TestServer } from './testServer.ts';
import { until } from './until.ts';

const stepTiles = 0.25;

/** Two well-behaved people in one Zone. Whatever others do to the server, one goes on seeing what the other does. */
export class Witnesses {
  readonly walker: RawWalker;
  readonly watcher: RawWalker;
  #steps = 0;

  private constructor(walker: RawWalker, watcher: RawWalker) {
    this.walker = walker;
    this.watcher = watcher;
  }

  static async enter(server: TestServer, options: WalkerOptions = {}): Promise<Witnesses> {
    const here = { spawnPointId: 'in-the-open', ...options };
    const watcher = await RawWalker.enter(server, { ...here, name: 'Watcher' });
    return new Witnesses(await RawWalker.enter(server, { ...here, name: 'Walker' }), watcher);
  }

  /** The one takes a step, the other sees it; neither has been corrected, refused or closed. */
  async expectUndisturbed(): Promise<void> {
    const { walker, watcher } = this;
    const direction = this.#steps++ % 2 === 0 ? 1 : -1;
    const to = quantise({ x: walker.place.x, y: walker.place.y + direction * stepTiles });
    walker.claim(to);
    await until(() => {
      const seen = watcher.peers.get(walker.networkId)?.place;
      return seen?.x === to.x && seen.y === to.y;
    }, 'a witness seeing the other move');
    for (const witness of [walker, watcher]) {
      expect(witness.closeCode).toBeUndefined();
      expect(witness.corrections).toEqual([]);
      expect(witness.all('error')).toEqual([]);
    }
  }

  async leave(): Promise<void> {
    await Promise.all([this.walker.leave(), this.watcher.leave()]);
  }
}
