import { draftLimits } from '@atrium/protocol';
import type { DraftState, ErrorCode } from '@atrium/protocol';
import type { World } from '@atrium/world';
import type { ApiResult } from '../../api/atriumApi.ts';
import type { Timers } from '../../connection/timers.ts';
import type { DraftServer } from '../draftServer.ts';

const encoder = new TextEncoder();
const bytesOf = (file: string): Uint8Array => encoder.encode(file);

/** The rules of the server for one World, with a line that can be cut before and after each answer. */
export class SimulatedDrafts {
  readonly versions: string[];
  revision = 0;
  draft: { base: number; file: string } | undefined;
  holder: { personId: string; fence: string } | undefined;
  /** Requests of a kind that get no answer from now on: not done, or done all the same. */
  cut: { readonly what: keyof DraftServer; readonly isDone: boolean } | undefined;
  /** What saves are refused with. */
  refusal: ErrorCode | undefined;
  readonly saves: { readonly atMs: number; readonly revision: number }[] = [];
  readonly renewals: boolean[] = [];
  readonly #timers: Timers;
  #fences = 0;

  constructor(world: World, timers: Timers) {
    this.versions = [JSON.stringify(world)];
    this.#timers = timers;
  }

  /** As another person would. */
  takeOver(personId: string): string {
    this.holder = { personId, fence: `fence-${this.#fences++}` };
    return this.holder.fence;
  }

  as(personId: string): DraftServer {
    const state = (): DraftState => ({
      revision: this.revision,
      draft: this.draft
        ? { base: this.draft.base, savedAt: 0, savedBy: 'somebody', bytes: this.draft.file.length }
        : null,
      lease: this.holder
        ? {
            personId: this.holder.personId,
            name: this.holder.personId,
            since: 0,
            activeAt: 0,
            expiresAt: draftLimits.leaseMs,
          }
        : null,
      currentVersion: this.versions.length,
      now: 0,
    });
    const holds = (fence: string) => this.holder?.fence === fence && this.holder.personId === personId;
    const answer = async <Value>(
      what: keyof DraftServer,
      run: () => ApiResult<Value>,
    ): Promise<ApiResult<Value>> => {
      const isCut = this.cut?.what === what;
      if (isCut && this.cut?.isDone !== true) return { ok: false, failure: { kind: 'unreachable' } };
      const result = run();
      return isCut ? { ok: false, failure: { kind: 'unreachable' } } : result;
    };
    const end = (fence: string, revision: number): ErrorCode | undefined => {
      if (!holds(fence)) return 'lease_lost';
      return revision === this.revision && this.draft !== undefined ? undefined : 'draft_outdated';
    };
    return {
      state: () => answer('state', () => ok(state())),
      take: (takeOver) =>
        answer('take', () => {
          if (this.holder !== undefined && !takeOver) return refused('lease_held');
          const fence = this.takeOver(personId);
          return ok({ ...state(), fence });
        }),
      renew: (fence, isActive) =>
        answer('renew', () => {
          if (!holds(fence)) return refused('lease_lost');
          this.renewals.push(isActive);
          return ok(state());
        }),
      giveUp: (fence) =>
        answer('giveUp', () => {
          if (!holds(fence)) return refused('lease_lost');
          this.holder = undefined;
          return ok(undefined);
        }),
      readDraft: (revision) =>
        answer('readDraft', () => {
          const { draft } = this;
          return draft === undefined || revision !== this.revision
            ? refused('draft_outdated')
            : ok(bytesOf(draft.file));
        }),
      readVersion: (number) =>
        answer('readVersion', () => {
          const file = this.versions[number - 1];
          return file === undefined ? refused('version_unknown') : ok(bytesOf(file));
        }),
      save: ({ fence, revision, base }, file) => {
        this.saves.push({ atMs: this.#timers.now(), revision });
        return answer('save', () => {
          if (this.refusal !== undefined) return refused(this.refusal);
          if (!holds(fence)) return refused('lease_lost');
          const isAgain =
            this.revision === revision + 1 && this.draft?.file === file && this.draft.base === base;
          if (!isAgain && revision !== this.revision) return refused('draft_outdated');
          this.draft = { base, file };
          this.revision = revision + 1;
          return ok({ revision: this.revision, savedAt: 0 });
        });
      },
      discard: ({ fence, revision }) =>
        answer('discard', () => {
          const code = end(fence, revision);
          if (code !== undefined) return refused(code);
          this.draft = undefined;
          this.revision++;
          return ok(undefined);
        }),
      publish: ({ fence, revision, base }) =>
        answer('publish', () => {
          if (base !== this.versions.length) return refused('version_outdated');
          const code = end(fence, revision);
          if (code !== undefined || this.draft === undefined) return refused(code ?? 'draft_outdated');
          this.versions.push(this.draft.file);
          this.draft = undefined;
          this.revision++;
          const world = { worldId: 'w', name: 'W', isDefault: true, guests: true, isArchived: false };
          const currentVersion = this.versions.length;
          const figures = { versions: currentVersion, people: 0, createdAt: 0 };
          return ok({ ...world, ...figures, version: '1.0.0', currentVersion });
        }),
    };
  }
}

function ok<Value>(value: Value): ApiResult<Value> {
  return { ok: true, value };
}

function refused(code: ErrorCode): ApiResult<never> {
  return { ok: false, failure: { kind: 'refused', code } };
}
