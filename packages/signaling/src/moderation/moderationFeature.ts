import type { Person } from '../ports/identity.ts';
import type { Avatar } from '../presence/avatar.ts';
import type { Answers } from '../worlds/answers.ts';
import type { LiveWorld } from '../worlds/liveWorld.ts';
import type { EntryRefusal, WorldFeature } from '../worlds/worldFeature.ts';
import { answerModeration } from './answerModeration.ts';
import type { ModerationMessage } from './answerModeration.ts';
import type { Moderation } from './moderation.ts';

/** Muting, removing, kicking, banning and reporting. */
export class ModerationFeature implements WorldFeature {
  readonly name = 'moderation';
  readonly #world: LiveWorld;
  readonly #moderation: Moderation;
  readonly #setMuted: (personId: string, isMuted: boolean) => void;
  readonly #nowMs: () => number;

  /**
   * @param setMuted takes a person's microphone away from all others, or gives it back
   * @param nowMs of the server's clock
   */
  constructor(
    world: LiveWorld,
    moderation: Moderation,
    setMuted: (personId: string, isMuted: boolean) => void,
    nowMs: () => number,
  ) {
    this.#world = world;
    this.#moderation = moderation;
    this.#setMuted = setMuted;
    this.#nowMs = nowMs;
  }

  answer(avatar: Avatar, message: ModerationMessage, answers: Answers, nowMs: number): void {
    const scene = { world: this.#world, moderation: this.#moderation, setMuted: this.#setMuted };
    answerModeration(scene, avatar, message, answers, nowMs);
  }

  refusesEntry({ personId }: Person, nowMs: number): EntryRefusal | undefined {
    const { workspaceId, worldId } = this.#world;
    if (this.#moderation.isBeingBanned(workspaceId, personId)) return 'banned';
    const isKicked = this.#moderation.exclusions.isExcluded(personId, worldId, undefined, nowMs);
    return isKicked ? 'kicked' : undefined;
  }

  refusesZone({ personId }: Person, zoneId: string, nowMs: number): boolean {
    return this.#moderation.exclusions.isExcluded(personId, this.#world.worldId, zoneId, nowMs);
  }

  /** What was ordered before a restart, or before the World emptied, holds on. */
  async restore(): Promise<void> {
    const { worldId } = this.#world;
    const sanctions = await this.#moderation.load(worldId);
    const nowMs = this.#nowMs();
    for (const sanction of sanctions) {
      const { personId } = sanction;
      if (sanction.kind === 'mute') this.#setMuted(personId, true);
      else {
        const untilMs = nowMs + sanction.forMs;
        this.#moderation.exclusions.exclude(personId, worldId, sanction.zoneId, untilMs, nowMs);
      }
    }
  }
}
