import type { Someone } from '@atrium/protocol';
import type { Editing, WorldEditors } from '../ports/worldEditors.ts';
import type { Avatar } from '../presence/avatar.ts';
import type { LiveWorld } from '../worlds/liveWorld.ts';
import type { WorldFeature } from '../worlds/worldFeature.ts';

/** Tells those in a World who edits it. */
export class BuildingFeature implements WorldFeature {
  readonly name = 'building';
  readonly #world: LiveWorld;
  readonly #editors: WorldEditors;
  readonly #nowMs: () => number;
  #editor: { readonly by: Someone; readonly untilMs: number } | undefined;

  /** @param nowMs of the server's clock */
  constructor(world: LiveWorld, editors: WorldEditors, nowMs: () => number) {
    this.#world = world;
    this.#editors = editors;
    this.#nowMs = nowMs;
  }

  /** @param editing `undefined`: nobody edits the World any more */
  edited(editing: Editing | undefined): void {
    const before = this.#editor;
    this.#editor = editing && { by: editing.by, untilMs: this.#nowMs() + editing.forMs };
    if (before?.by.personId === editing?.by.personId) return;
    this.#world.tell({ type: 'world.editing', by: editing?.by ?? null });
  }

  greet(avatar: Avatar): void {
    if (this.#editor !== undefined) avatar.recipient.send({ type: 'world.editing', by: this.#editor.by });
  }

  async restore(): Promise<void> {
    this.edited(await this.#editors.load(this.#world.worldId));
  }

  /** Who does not say so any more has gone. */
  advance(nowMs: number): void {
    if (this.#editor !== undefined && nowMs >= this.#editor.untilMs) this.edited(undefined);
  }
}
