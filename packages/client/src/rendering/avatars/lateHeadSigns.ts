import { Container } from 'pixi.js';
import { untilFetched } from '../../api/untilFetched.ts';
import type { Log } from '../../log/log.ts';
import type { ShownSigns } from '../../presence/signBook.ts';
import type { FindFaces, FindHeads, HeadSigns } from './headSigns.ts';

export interface LateHeadSignsParts {
  readonly devicePixelRatio: number;
  readonly reducedMotion: boolean;
  readonly signsOf: (personId: string) => ShownSigns;
  readonly log: Log;
  /** What draws them is there: the picture may differ from now on. */
  readonly arrived: () => void;
}

/** After the first picture, what is wanted at once has the line to itself for so long, in ms. */
const restMs = 1_000;

/** What people say and how they react, over their names. What draws that is fetched once the World can be seen. */
export class LateHeadSigns {
  readonly container = new Container();
  private readonly parts: LateHeadSignsParts;
  private devicePixelRatio: number;
  private signs: HeadSigns | undefined;
  private isFetching = false;
  private isDestroyed = false;

  constructor(parts: LateHeadSignsParts) {
    this.parts = parts;
    this.devicePixelRatio = parts.devicePixelRatio;
  }

  /** To be called once something was drawn: fetches what draws the signs, once, a moment later. */
  fetch(): void {
    if (this.isFetching) return;
    this.isFetching = true;
    setTimeout(() => this.load(), restMs);
  }

  private load(): void {
    if (this.isDestroyed) return;
    const { reducedMotion, signsOf, log, arrived } = this.parts;
    untilFetched(() => import('./headSigns.ts')).then(
      ({ HeadSigns: Drawn }) => {
        if (this.isDestroyed) return;
        this.signs = new Drawn(this.devicePixelRatio, reducedMotion, signsOf);
        this.container.addChild(this.signs.container);
        arrived();
      },
      (cause: unknown) =>
        log.swallowed('What people say is not shown over their heads, but in the chat', cause),
    );
  }

  /** Shows what there is to show at a moment. Returns whether anything changed. */
  update(findHeads: FindHeads, findFaces: FindFaces, nowMs: number): boolean {
    return this.signs?.update(findHeads, findFaces, nowMs) ?? false;
  }

  /** In how many ms something looks different: 0 while it moves, `Infinity` where nothing will change. */
  get changesInMs(): number {
    return this.signs?.changesInMs ?? Infinity;
  }

  /** Goes over to another pixel ratio; the next update shows it. */
  setRatio(devicePixelRatio: number): void {
    this.devicePixelRatio = devicePixelRatio;
    this.signs?.setRatio(devicePixelRatio);
  }

  destroy(): void {
    this.isDestroyed = true;
    this.signs?.destroy();
    this.container.destroy();
  }
}
