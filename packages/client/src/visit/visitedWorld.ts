import { ChangingSpace } from '@atrium/world';
import type { Entrance } from '../app/entrance.ts';
import type { WorldStage } from '../app/stage.ts';
import type { PrepareWorld } from '../session/worldChanges.ts';

type WorldReader = Pick<Entrance, 'readComing' | 'worldChanged'>;

/** The World of a visit, through the versions that are published while it lasts. */
export class VisitedWorld {
  readonly space: ChangingSpace;
  readonly #entrance: WorldReader;
  #version: number;

  constructor(entered: Pick<WorldStage, 'space' | 'version'>, entrance: WorldReader) {
    this.space = new ChangingSpace(entered.space);
    this.#version = entered.version;
    this.#entrance = entrance;
  }

  /** The number of the version that `space` is made of now. */
  get version(): number {
    return this.#version;
  }

  /** Reads the version that is coming. */
  readonly prepare: PrepareWorld = async (coming) => {
    const next = await this.#entrance.readComing(coming);
    if (next === undefined) return undefined;
    return () => {
      this.#version = coming.version;
      this.space.changeTo(next);
      this.#entrance.worldChanged(next, coming.version);
    };
  };
}
