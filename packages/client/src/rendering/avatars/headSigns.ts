import { Container } from 'pixi.js';
import type { ShownSigns } from '../../presence/signBook.ts';
import type { HeadPlace } from './headPlace.ts';
import { ReactionMarks } from './reactionMarks.ts';
import { SpeechBubbles } from './speechBubbles.ts';
import type { Face } from './speechBubbles.ts';

/** Gives the places over the heads of some people, the nearest to the viewer first. */
export type FindHeads = (isWanted: (personId: string) => boolean) => readonly HeadPlace[];

/** Gives the faces of everybody who is seen. */
export type FindFaces = () => readonly Face[];

/** What people have just said and how they have reacted, over their names. */
export class HeadSigns {
  readonly container = new Container();
  private readonly bubbles: SpeechBubbles;
  private readonly reactions: ReactionMarks;
  private readonly signsOf: (personId: string) => ShownSigns;

  constructor(devicePixelRatio: number, reducedMotion: boolean, signsOf: (personId: string) => ShownSigns) {
    this.bubbles = new SpeechBubbles(devicePixelRatio, reducedMotion);
    this.reactions = new ReactionMarks(devicePixelRatio, reducedMotion);
    this.signsOf = signsOf;
    this.container.addChild(this.bubbles.container, this.reactions.container);
  }

  /** Shows what there is to show at a moment. Returns whether anything changed. */
  update(findHeads: FindHeads, findFaces: FindFaces, nowMs: number): boolean {
    const heads = findHeads((personId) => {
      const { bubble, reaction } = this.signsOf(personId);
      return bubble !== undefined || reaction !== undefined;
    });
    const speakers = heads.flatMap((head) => {
      const said = this.signsOf(head.key).bubble;
      return said === undefined ? [] : [{ head, said }];
    });
    // Only bubbles are wide enough to hide people.
    const faces = speakers.length === 0 ? [] : findFaces();
    const bubblesChanged = this.bubbles.update(speakers, faces, nowMs);
    const reacting = heads.flatMap(({ key, x, bottom, opacity }) => {
      const { reaction } = this.signsOf(key);
      const above = this.bubbles.topOf(key) ?? bottom;
      return reaction === undefined ? [] : [{ personId: key, x, bottom: above, opacity, reaction }];
    });
    return this.reactions.update(reacting, nowMs) || bubblesChanged;
  }

  /** In how many ms something looks different: 0 while it moves, `Infinity` where nothing will change. */
  get changesInMs(): number {
    return Math.min(this.bubbles.changesInMs, this.reactions.changesInMs);
  }

  /** Goes over to another pixel ratio; the next update shows it. */
  setRatio(devicePixelRatio: number): void {
    this.bubbles.setRatio(devicePixelRatio);
    this.reactions.setRatio(devicePixelRatio);
  }

  destroy(): void {
    this.bubbles.destroy();
    this.reactions.destroy();
    this.container.destroy();
  }
}
