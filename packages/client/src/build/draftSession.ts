import { draftLimits } from '@atrium/protocol';
import type { DraftState, ErrorCode } from '@atrium/protocol';
import {
  editsBetween,
  isSame,
  packTiles,
  readPublishedWorld,
  redo,
  remember,
  replayEdits,
  undo,
  unpackTiles,
} from '@atrium/world';
import type { EditConflict, EditHistory, World, WorldEdit } from '@atrium/world';
import type { ApiFailure, ApiResult } from '../api/atriumApi.ts';
import type { Cancel } from '../connection/timers.ts';
import type { DraftJournal, JournalContent, JournalHead, JournalStep } from './draftJournal.ts';
import type { DraftSaving, DraftSessionParts, DraftSessionState, EditingState } from './draftState.ts';
import { isOfNewerFormat, readKeptJournal } from './keptJournal.ts';
import { editsSince, keepLatest, playSteps, savedMark, stepsOf, unsavedIn } from './playSteps.ts';

/** After the last step, in ms. */
const saveAfterMs = 1_000;
/** After the first step that is not saved, however fast others follow, in ms. */
const saveAtLatestMs = 5_000;
const firstRetryMs = 1_000;
const longestRetryMs = 30_000;

/**
 * How far one can undo, in steps and in changes of single things, and how many steps the journal has before older ones
 * are let go of, once all is saved. A day of building has some thousand steps, and one that moves all of a large World
 * weighs a megabyte: with more, the page and the device would fill up for what nobody undoes.
 */
const usualLimits = { steps: 500, changes: 50_000, journal: 1_000 } as const;

/** Codes that say that one may not build here any more. */
const rightEnds: ReadonlySet<ErrorCode> = new Set(['not_allowed', 'banned', 'world_unknown']);
/** Codes after which nothing can be saved any more. */
const endingCodes: ReadonlySet<ErrorCode> = new Set([
  ...(['lease_lost', 'lease_held', 'draft_outdated'] as const),
  ...rightEnds,
]);
/** Codes that pass by themselves. A token that has expired is replaced by the page. */
const passingCodes: ReadonlySet<ErrorCode> = new Set([
  'signed_out',
  'rate_limited',
  'server_busy',
  'storage_full',
  'storage_unavailable',
  'internal',
]);

/**
 * Editing the draft of a World: has the lease, keeps every step on this device at once and the whole file on the server
 * a moment later, and says when another editor has taken over.
 */
export class DraftSession {
  readonly #parts: DraftSessionParts;
  #state: DraftSessionState = { kind: 'opening' };
  /** What the steps begin with. */
  #origin: World | undefined;
  #steps: readonly JournalStep[] = [];
  #head: JournalHead | undefined;
  /** Whether this page may write the journal. */
  #isJournaled = false;
  #journaling: Promise<void> = Promise.resolve();
  #saving: Promise<void> | undefined;
  /** While it is under way nothing is saved: nobody knows yet which draft that would be of. */
  #publishing: Promise<ApiResult<undefined>> | undefined;
  #cancelSave: Cancel | undefined;
  #cancelRenewal: Cancel | undefined;
  #firstUnsavedMs: number | undefined;
  #retries = 0;
  #isActive = false;

  constructor(parts: DraftSessionParts) {
    this.#parts = parts;
  }

  get #limits() {
    return this.#parts.limits ?? usualLimits;
  }

  get state(): DraftSessionState {
    return this.#state;
  }

  /**
   * Takes the lease and opens what there is: the journal of this device, the draft, or the current version.
   *
   * @param withoutKept whether what this device has and nobody can read is let go of
   */
  async open({ takeOver = false, withoutKept = false } = {}): Promise<void> {
    const { server } = this.#parts;
    this.#become({ kind: 'opening' });
    const found = readKeptJournal(await this.#readJournal());
    if (this.#isClosed) return;
    if (found.kind === 'unreadable' && !withoutKept)
      return this.#become({ kind: 'unreadable', unread: found.unread });
    const kept = found.kind === 'readable' ? found.content : undefined;
    const taken = await this.#take(kept?.head.fence, takeOver);
    if (this.#isClosed) {
      if (taken.ok) await server.giveUp(taken.value.fence);
      return;
    }
    if (!taken.ok) {
      const { failure } = taken;
      const isHeld = failure.kind === 'refused' && failure.code === 'lease_held';
      const asked = isHeld ? await server.state() : undefined;
      if (this.#isClosed) return;
      if (asked?.ok === true && asked.value.lease !== null)
        return this.#become({
          kind: 'held',
          lease: asked.value.lease,
          nowMs: asked.value.now,
          unsaved: kept && unsavedIn(kept),
        });
      // What this device has is offered: one may not come here again.
      if (failure.kind === 'refused' && rightEnds.has(failure.code))
        return this.#become({ kind: 'lost', code: failure.code, unsaved: kept && unsavedIn(kept) });
      return this.#become({ kind: 'failed', failure });
    }
    await this.#begin(taken.value, kept);
  }

  async #readJournal(): Promise<JournalContent | undefined> {
    const { journal, log } = this.#parts;
    try {
      this.#isJournaled = this.#isJournaled || (await journal.claim());
      return this.#isJournaled ? await journal.read() : undefined;
    } catch (cause) {
      this.#isJournaled = false;
      log.swallowed('Nothing can be kept on this device: the server alone has the draft', cause);
      return undefined;
    }
  }

  /**
   * One gesture.
   *
   * @param step what an operation of `@atrium/world` has given
   * @param joins whether it goes on with the last gesture: both are undone at once
   */
  edit(
    step: { readonly edit: WorldEdit; readonly world: World },
    { joins = false }: { readonly joins?: boolean } = {},
  ): void {
    const kept = joins
      ? ({ kind: 'edit', edit: step.edit, joins } as const)
      : ({ kind: 'edit', edit: step.edit } as const);
    this.#do(kept, (history) => remember(history, step, { joins }));
  }

  undo(): void {
    this.#do({ kind: 'undo' }, undo);
  }

  redo(): void {
    this.#do({ kind: 'redo' }, redo);
  }

  /** The person does something that is no step: nobody takes over from who is at it. */
  noteActivity(): void {
    this.#isActive = true;
  }

  /** Saves what is not saved yet. @returns whether all of it is */
  async saveNow(): Promise<boolean> {
    if (this.#publishing !== undefined) await this.#publishing;
    if (this.#saving !== undefined) await this.#saving;
    if (this.#hasUnsaved()) await this.#save();
    return this.#state.kind === 'editing' && !this.#hasUnsaved();
  }

  /** Makes the draft the next version. What is on the server then is what was seen here. */
  async publish(note: string, bump: 'minor' | 'major'): Promise<ApiResult<undefined>> {
    while (!(await this.saveNow())) {
      const failure = this.#whyUnsaved();
      if (failure !== undefined) return { ok: false, failure };
    }
    if (this.#head === undefined) return { ok: false, failure: { kind: 'unreachable' } };
    this.#publishing = this.#publishOnce(this.#head, note, bump).finally(() => {
      this.#publishing = undefined;
      if (this.#state.kind === 'editing' && this.#hasUnsaved()) this.#saveLater();
    });
    return this.#publishing;
  }

  /** `undefined`: what was done meanwhile is not saved yet. */
  #whyUnsaved(): ApiFailure | undefined {
    const state = this.#state;
    switch (state.kind) {
      case 'editing':
        return state.saving.kind === 'retrying' || state.saving.kind === 'refused'
          ? state.saving.failure
          : undefined;
      case 'lost':
        return { kind: 'refused', code: state.code };
      case 'failed':
        return state.failure;
      case 'unreadable':
      case 'opening':
      case 'held':
      case 'closed':
        return { kind: 'unreachable' };
    }
  }

  async #publishOnce(
    { fence, base, saved }: JournalHead,
    note: string,
    bump: 'minor' | 'major',
  ): Promise<ApiResult<undefined>> {
    const published = await this.#parts.server.publish({ fence, revision: saved.revision, base, note, bump });
    if (published.ok) this.#published(published.value.currentVersion);
    else if (published.failure.kind !== 'unreachable' || !(await this.#wasPublished())) {
      const isOutdated =
        published.failure.kind === 'refused' && published.failure.code === 'version_outdated';
      if (isOutdated) await this.#learnCurrentVersion();
      return published;
    }
    return { ok: true, value: undefined };
  }

  /** At once, and not only when the lease is renewed: the editor wants to go on. */
  async #learnCurrentVersion(): Promise<void> {
    const asked = await this.#parts.server.state();
    if (asked.ok && this.#state.kind === 'editing')
      this.#become({ ...this.#state, currentVersion: asked.value.currentVersion });
  }

  /** Replays this editor's steps on the version that was published meanwhile; lists what does not fit. */
  async rebase(): Promise<ApiResult<undefined>> {
    await this.#publishing;
    await this.#learnCurrentVersion();
    const state = this.#state;
    if (state.kind !== 'editing' || this.#head === undefined) return { ok: true, value: undefined };
    const { currentVersion } = state;
    const read = await this.#readVersion(currentVersion);
    if (!read.ok) return read;
    const base = await this.#readVersion(this.#head.base);
    if (!base.ok) return base;
    // What was done or saved meanwhile counts. From here on nothing waits.
    while (this.#saving !== undefined) await this.#saving;
    if (this.#state.kind !== 'editing') return { ok: true, value: undefined };
    const edits = this.#editsSince(base.value, this.#state.history);
    if (!edits.ok) return edits;
    const { history, conflicts } = replayEdits(read.value, edits.value);
    // It differs from what the server has even without steps.
    const saved = { ...this.#head.saved, steps: -1 };
    await this.#restart(read.value, history, { ...this.#head, base: currentVersion, saved }, conflicts);
    return { ok: true, value: undefined };
  }

  /** The next save begins a draft of the new version; undo goes on. */
  #published(currentVersion: number): void {
    if (this.#head === undefined || this.#state.kind !== 'editing') return;
    const { saved } = this.#head;
    const next = { ...saved, revision: saved.revision + 1 };
    this.#mark({ ...this.#head, base: currentVersion, saved: next, sent: undefined });
    this.#become({ ...this.#state, base: currentVersion, currentVersion, conflicts: [] });
  }

  /** Whether the draft was published, and the answer lost: nobody else can have ended it under this lease. */
  async #wasPublished(): Promise<boolean> {
    const asked = await this.#parts.server.state();
    if (!asked.ok || this.#head === undefined) return false;
    const { draft, revision, currentVersion, lease } = asked.value;
    const { base, saved } = this.#head;
    const isOurs = lease?.personId === this.#parts.personId;
    if (!isOurs || draft !== null || revision !== saved.revision + 1 || currentVersion !== base + 1)
      return false;
    this.#published(currentVersion);
    return true;
  }

  /** Own steps, where all that differs from the base is by them; else what differs, thing by thing. */
  #editsSince(base: World, { world, done }: EditHistory): ApiResult<readonly WorldEdit[]> {
    const isOrigin = this.#origin !== undefined && isSame(this.#origin, base);
    const edits = isOrigin ? done : editsBetween(base, world);
    if (edits !== undefined) return { ok: true, value: edits };
    return { ok: false, failure: { kind: 'refused', code: 'bad_request' } };
  }

  /** The person is signed out for good: nothing can be saved any more. @returns whether there is something to offer */
  signedOut(): boolean {
    this.#lose('signed_out');
    return this.#state.kind === 'lost' && this.#state.unsaved !== undefined;
  }

  /** The page goes, and waits for nothing: where all is saved, another editor need not wait for the lease to end. */
  pageGoes(): void {
    if (this.#state.kind !== 'editing' || this.#head === undefined) return;
    if (this.#hasUnsaved() || this.#publishing !== undefined) return;
    const { log, server } = this.#parts;
    server
      .giveUp(this.#head.fence)
      .catch((cause: unknown) => log.swallowed('The lease ends by itself', cause));
  }

  /** Saves, and gives the lease up. What could not be saved stays on this device. */
  async close(): Promise<void> {
    const isSaved = await this.saveNow();
    const fence = this.#head?.fence;
    const wasEditing = this.#state.kind === 'editing';
    this.#stop();
    this.#become({ kind: 'closed' });
    const ended = wasEditing && fence !== undefined ? await this.#parts.server.giveUp(fence) : undefined;
    // Where that was not answered, the lease may go on: with what is kept here it is taken up again.
    const isLeaseKnown = ended === undefined || ended.ok || ended.failure.kind === 'refused';
    if (isSaved && isLeaseKnown) await this.#journal((journal) => journal.clear());
    this.#parts.journal.close();
  }

  async #take(
    fence: string | undefined,
    takeOver: boolean,
  ): Promise<ApiResult<DraftState & { fence: string }>> {
    const { server } = this.#parts;
    // This page again, after a crash.
    const renewed = fence === undefined ? undefined : await server.renew(fence, true);
    if (fence !== undefined && renewed?.ok === true) return { ok: true, value: { ...renewed.value, fence } };
    return server.take(takeOver);
  }

  async #begin(taken: DraftState & { fence: string }, kept: JournalContent | undefined): Promise<void> {
    const { draft, revision, currentVersion, fence } = taken;
    const { server } = this.#parts;
    const read = await (draft === null ? server.readVersion(currentVersion) : server.readDraft(revision));
    const onServer = read.ok ? worldIn(read.value) : undefined;
    if (onServer === undefined || this.#isClosed) {
      if (!this.#isClosed) this.#become(notOpened(read));
      await server.giveUp(fence);
      return;
    }
    const fresh = { steps: 0, revision };
    const head = { fence, base: draft?.base ?? currentVersion, saved: fresh, sent: undefined };
    this.#state = { ...this.#editing(head, onServer, []), currentVersion };
    this.#renewLater();
    if (kept === undefined) return this.#restart(onServer, playSteps(onServer, []), head, []);
    const saved = savedMark(kept, revision, onServer);
    if (saved !== undefined) {
      this.#origin = kept.origin;
      this.#steps = kept.steps;
      this.#mark({ ...kept.head, fence, saved, sent: undefined });
      const history = playSteps(kept.origin, kept.steps);
      this.#become({
        ...this.#state,
        history,
        base: kept.head.base,
        saving: { kind: this.#hasUnsaved() ? 'unsaved' : 'saved' },
      });
      if (this.#hasUnsaved()) this.#saveLater();
      return;
    }
    // Others have gone on meanwhile: only what they do not have is made again.
    const edits = editsSince(kept.origin, kept.steps, kept.head.saved.steps);
    const { history, conflicts } = replayEdits(onServer, edits);
    await this.#restart(onServer, history, head, conflicts);
  }

  #editing(head: JournalHead, world: World, conflicts: readonly EditConflict[]): EditingState {
    const history = playSteps(world, []);
    return {
      kind: 'editing',
      history,
      saving: { kind: 'saved' },
      base: head.base,
      currentVersion: head.base,
      conflicts,
    };
  }

  /** Begins the journal anew. @param origin what `history.done` was made on */
  async #restart(
    origin: World,
    history: EditHistory,
    head: JournalHead,
    conflicts: readonly EditConflict[],
  ): Promise<void> {
    if (this.#state.kind !== 'editing') return;
    this.#origin = origin;
    this.#steps = history.done.map((edit) => ({ kind: 'edit', edit }));
    this.#head = { ...head, sent: undefined };
    const saving: DraftSaving = { kind: this.#hasUnsaved() ? 'unsaved' : 'saved' };
    const { currentVersion } = this.#state;
    this.#become({ kind: 'editing', history, saving, base: head.base, currentVersion, conflicts });
    const [begun, steps] = [this.#head, this.#steps];
    const journaled = this.#journal((journal) => journal.begin(begun, origin, steps));
    if (this.#hasUnsaved()) this.#saveLater();
    await journaled;
  }

  #do(step: JournalStep, change: (history: EditHistory) => EditHistory): void {
    if (this.#state.kind !== 'editing') return;
    const history = change(this.#state.history);
    if (history === this.#state.history) return;
    const place = this.#steps.length;
    this.#steps = [...this.#steps, step];
    this.#isActive = true;
    void this.#journal((journal) => journal.add(place, step));
    const isRetrying = this.#state.saving.kind === 'retrying';
    this.#become({ ...this.#state, history, saving: isRetrying ? this.#state.saving : { kind: 'unsaved' } });
    if (!isRetrying) this.#saveLater();
  }

  /** To be asked after everything that is waited for: Build Mode may have been left. */
  get #isClosed(): boolean {
    return this.#state.kind === 'closed';
  }

  #hasUnsaved(): boolean {
    return this.#head !== undefined && this.#head.saved.steps < this.#steps.length;
  }

  #saveLater(afterMs = saveAfterMs): void {
    const { timers } = this.#parts;
    const nowMs = timers.now();
    this.#firstUnsavedMs ??= nowMs;
    const latestMs = Math.max(0, this.#firstUnsavedMs + saveAtLatestMs - nowMs);
    this.#cancelSave?.();
    this.#cancelSave = timers.after(this.#retries > 0 ? afterMs : Math.min(afterMs, latestMs), () => {
      if (this.#saving === undefined && this.#publishing === undefined) void this.#save();
    });
  }

  /** One at a time: what is done meanwhile is saved after it. */
  #save(): Promise<void> {
    this.#cancelSave?.();
    this.#saving ??= this.#saveOnce().finally(() => {
      this.#saving = undefined;
      const { saving } = this.#state.kind === 'editing' ? this.#state : { saving: undefined };
      if (saving?.kind === 'unsaved') this.#saveLater();
      if (saving?.kind === 'retrying') {
        this.#saveLater(Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(this.#retries++, 5)));
      }
    });
    return this.#saving;
  }

  async #saveOnce(): Promise<void> {
    if (this.#state.kind !== 'editing' || this.#head === undefined) return;
    const { world } = this.#state.history;
    const steps = this.#steps.length;
    this.#firstUnsavedMs = undefined;
    const { fence, base, saved } = this.#head;
    this.#mark({ ...this.#head, sent: { revision: saved.revision, steps } });
    const answer = await this.#parts.server.save({ fence, revision: saved.revision, base }, fileOf(world));
    const state: DraftSessionState = this.#state;
    if (state.kind !== 'editing') return;
    if (answer.ok) {
      this.#retries = 0;
      this.#mark({ ...this.#head, saved: { revision: answer.value.revision, steps }, sent: undefined });
      if (this.#steps.length > this.#limits.journal && !this.#hasUnsaved()) return this.#forgetOldest(state);
      return this.#become({ ...state, saving: { kind: this.#hasUnsaved() ? 'unsaved' : 'saved' } });
    }
    await this.#notSaved(answer.failure);
  }

  /** All is saved: what is too old to be undone is let go of, here and on the device. */
  async #forgetOldest(state: EditingState): Promise<void> {
    if (this.#head === undefined) return;
    const { origin, history } = keepLatest(state.history, this.#limits);
    const steps = stepsOf(history);
    this.#origin = origin;
    this.#steps = steps;
    const head = { ...this.#head, saved: { ...this.#head.saved, steps: steps.length } };
    this.#head = head;
    this.#become({ ...state, history, saving: { kind: 'saved' } });
    await this.#journal((journal) => journal.begin(head, origin, steps));
  }

  async #notSaved(failure: ApiFailure): Promise<void> {
    const isOutdated = failure.kind === 'refused' && failure.code === 'draft_outdated';
    if (isOutdated && (await this.#wasPublished())) {
      if (this.#state.kind === 'editing') this.#become({ ...this.#state, saving: { kind: 'unsaved' } });
      return;
    }
    if (this.#endsBy(failure) || this.#state.kind !== 'editing') return;
    const isPassing = failure.kind === 'unreachable' || passingCodes.has(failure.code);
    this.#become({ ...this.#state, saving: { kind: isPassing ? 'retrying' : 'refused', failure } });
  }

  #renewLater(): void {
    this.#cancelRenewal?.();
    this.#cancelRenewal = this.#parts.timers.after(draftLimits.renewMs, () => void this.#renew());
  }

  async #renew(): Promise<void> {
    const fence = this.#head?.fence;
    if (this.#state.kind !== 'editing' || fence === undefined) return;
    const isActive = this.#isActive;
    this.#isActive = false;
    const answer = await this.#parts.server.renew(fence, isActive);
    if (this.#state.kind !== 'editing') return;
    if (!answer.ok) {
      if (this.#endsBy(answer.failure)) return;
      this.#isActive ||= isActive;
    } else if (answer.value.currentVersion > this.#state.currentVersion) {
      this.#become({ ...this.#state, currentVersion: answer.value.currentVersion });
    }
    this.#renewLater();
  }

  /** @returns whether nothing can be saved any more */
  #endsBy(failure: ApiFailure): boolean {
    if (failure.kind !== 'refused' || !endingCodes.has(failure.code)) return false;
    return this.#lose(failure.code);
  }

  #lose(code: ErrorCode): boolean {
    if (this.#state.kind !== 'editing') return false;
    const unsaved = this.#hasUnsaved() ? this.#state.history.world : undefined;
    this.#stop();
    this.#become({ kind: 'lost', code, unsaved });
    return true;
  }

  #stop(): void {
    this.#cancelSave?.();
    this.#cancelRenewal?.();
  }

  #mark(head: JournalHead): void {
    this.#head = head;
    void this.#journal((journal) => journal.mark(head));
  }

  /** Writes in order. If the device can store nothing more, editing goes on: the server has what is saved. */
  #journal(write: (journal: DraftJournal) => Promise<void>): Promise<void> {
    this.#journaling = this.#journaling.then(async () => {
      if (!this.#isJournaled) return;
      try {
        await write(this.#parts.journal);
      } catch (cause) {
        this.#isJournaled = false;
        this.#parts.log.swallowed('A step could not be kept on this device: the server alone has it', cause);
      }
    });
    return this.#journaling;
  }

  async #readVersion(number: number): Promise<ApiResult<World>> {
    const read = await this.#parts.server.readVersion(number);
    if (!read.ok) return read;
    const world = worldIn(read.value);
    if (world === undefined) return { ok: false, failure: { kind: 'refused', code: 'world_invalid' } };
    return { ok: true, value: world };
  }

  #become(state: DraftSessionState): void {
    this.#state = state;
    this.#parts.changed(state);
  }
}

/** A World as it is saved. */
function fileOf(world: World): string {
  return JSON.stringify(packTiles(world));
}

/** `undefined`: this Atrium cannot read it. */
function worldIn(file: Uint8Array): World | undefined {
  const world = readPublishedWorld(file);
  return world && unpackTiles(world);
}

/** Why the server's draft is not open. */
function notOpened(read: ApiResult<Uint8Array>): DraftSessionState {
  if (!read.ok) return { kind: 'failed', failure: read.failure };
  const file = new TextDecoder().decode(read.value);
  return { kind: 'unreadable', unread: { where: 'server', isNewer: isOfNewerFormat(file), file } };
}
