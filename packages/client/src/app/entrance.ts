import type { AvatarLook, ErrorCode, WorldList } from '@atrium/protocol';
import { withoutUndefined } from '@atrium/protocol';
import type { DrawnWorldSpace } from '@atrium/world';
import { createStore } from 'zustand/vanilla';
import type { ApiFailure, AtriumApi } from '../api/atriumApi.ts';
import type { KeyValueStore } from '../settings/keyValueStore.ts';
import type { Profile } from '../settings/profile.ts';
import { signInAddress } from '../account/accountAddresses.ts';
import type { SignIn } from '../account/signIn.ts';
import { worldAddress } from './route.ts';
import type { Route } from './route.ts';
import { withKnownSpawnPoint } from './stage.ts';
import type { PressPlace, Stage, Visitor, WorldStage, WorldSummary } from './stage.ts';
import { createTicketStore } from '../visit/ticketStore.ts';

/** What somebody chose in the lobby. */
export interface EntryWishes {
  readonly name: string;
  readonly look: AvatarLook;
  readonly spawnPointId: string | undefined;
  /** Where a pointer pressed Enter; `undefined` where a key did. */
  readonly enteredAt: PressPlace | undefined;
}

/** A World that was read, or why it cannot be. */
export type WorldReading =
  | {
      readonly kind: 'read';
      readonly space: DrawnWorldSpace;
      /** The number of its version. */
      readonly version: number;
    }
  | { readonly kind: 'broken' }
  | ApiFailure;

export interface EntranceParts {
  readonly api: AtriumApi;
  readonly profile: Profile;
  /** Forgotten when the tab is closed. */
  readonly signIn: SignIn;
  readonly tabStorage: KeyValueStore;
  /** Waited for before somebody who is signed out is led away from the World: they may have something to keep. */
  readonly beforeSignIn: () => Promise<void>;
  /** Leaves for another page of this server. */
  readonly goTo: (address: string) => void;
  /** Milliseconds since 1970. */
  readonly nowMs: () => number;
  /** Waits (ms). */
  readonly pause: (ms: number) => Promise<void>;
  /** Makes a World of its file; `undefined` where the file is damaged. Loaded only when it is needed. */
  readonly openWorldFile: (bytes: Uint8Array) => Promise<DrawnWorldSpace | undefined>;
}

/** How long a server may still refuse the version that it names as the current one, in ms. */
const versionPauseMs = 1_000;
/** A token that is refused so soon after it was renewed does not help, in ms. */
const freshTokenMs = 30_000;
/** How long to wait before a server that was not reached is asked again for a token or a World, in ms. */
const renewalPausesMs = [500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000, 8_000, 8_000, 8_000];

/** Refusals that may be over in a moment. */
const passingCodes = new Set(['rate_limited', 'server_busy', 'storage_unavailable', 'internal']);

/** Whether the same may be had in a moment: everybody in a World asks at once when a version is published. */
function mayPass(reading: WorldReading): boolean {
  if (reading.kind !== 'refused') return reading.kind === 'unreachable';
  return passingCodes.has(reading.code);
}

/** The way from an address into a World, and out of it again. */
export class Entrance {
  readonly stage = createStore<Stage>(() => ({ kind: 'loading' }));
  readonly #parts: EntranceParts;
  readonly #route: Route;
  #worlds: readonly WorldSummary[] = [];
  #embedOrigins: readonly string[] = [];
  #hasAccounts = false;
  #worldId: string | undefined;
  #reading: Promise<WorldReading> | undefined;
  #visits = 0;
  #renewedAtMs: number | undefined;
  /** The version that the World has been changed to since it was entered. */
  #changed: Pick<WorldStage, 'space' | 'version'> | undefined;
  #hasLinkToFollow = false;

  constructor(parts: EntranceParts, route: Route) {
    this.#parts = parts;
    this.#route = route;
  }

  /** Whether people can have an account here. */
  get hasAccounts(): boolean {
    return this.#hasAccounts;
  }

  /** Finds out what the address leads to; straight into the World where this tab was a moment ago. */
  async start(): Promise<void> {
    this.#show({ kind: 'loading' });
    if (this.#route.kind === 'notFound') return this.#showMessage('notFound');
    await this.#parts.signIn.resume();
    if (this.#route.kind === 'account') return this.#show(this.#route);
    const asked = this.#route.kind === 'world' ? this.#route.worldId : undefined;
    const list = await this.#list(asked);
    if (!list.ok) return this.#showFailure(list.failure);
    this.#worlds = list.value.worlds;
    this.#embedOrigins = list.value.embedOrigins;
    this.#hasAccounts = list.value.accounts !== null;
    const wanted = asked ?? this.#worlds[0]?.worldId;
    this.#worldId = wanted;
    if (wanted === undefined || !this.#worlds.some((world) => world.worldId === wanted)) {
      return this.#showWhyNot(list.value, wanted);
    }
    const { profile, tabStorage } = this.#parts;
    const look = this.#look();
    const wasHere = createTicketStore(tabStorage, wanted).load() !== undefined;
    if (wasHere && this.#token() !== '' && look !== undefined) {
      const name = this.#parts.signIn.account?.name ?? profile.name();
      const visitor = { token: () => this.#token(), look, name, spawnPointId: profile.spawnPointId(wanted) };
      return this.#openWorld(visitor);
    }
    this.#showLobby(undefined);
  }

  /** The World of this address; read once, and again where that failed. */
  readWorld(): Promise<WorldReading> {
    this.#reading ??= this.#read().then((reading) => {
      if (reading.kind !== 'read') this.#reading = undefined;
      return reading;
    });
    return this.#reading;
  }

  /** From the lobby into the World. Gives back why not, where the person can do something about it. */
  async enter(wishes: EntryWishes): Promise<ApiFailure | undefined> {
    const { profile, signIn } = this.#parts;
    const name = wishes.name.trim();
    const failure =
      signIn.account === undefined ? await this.#enrol(name) : await this.#keepAccount(name, wishes.look);
    if (failure !== undefined) return failure;
    profile.rememberName(name);
    profile.rememberLook(wishes.look);
    if (this.#worldId !== undefined && wishes.spawnPointId !== undefined) {
      profile.rememberSpawnPoint(this.#worldId, wishes.spawnPointId);
    }
    this.#renewedAtMs = undefined;
    this.#hasLinkToFollow = true;
    const { look, spawnPointId } = wishes;
    await this.#openWorld({ name, look, spawnPointId, token: () => this.#token() }, wishes.enteredAt);
    return undefined;
  }

  /** Makes a Guest of somebody. Gives back why not. */
  async #enrol(name: string): Promise<ApiFailure | undefined> {
    const { api, profile } = this.#parts;
    const worldId = this.#worldId;
    const request = { name, token: profile.token(), worldId, link: worldId && profile.guestLink(worldId) };
    const enrolled = await api.enrolGuest(withoutUndefined(request));
    if (!enrolled.ok) return enrolled.failure;
    profile.rememberToken(enrolled.value.token);
    return undefined;
  }

  /** Saves the look to the account, so that every device shows it. @returns why that failed */
  async #keepAccount(name: string, look: AvatarLook): Promise<ApiFailure | undefined> {
    const { api, signIn } = this.#parts;
    const { account, token } = signIn;
    if (account === undefined || token === undefined) return { kind: 'refused', code: 'signed_out' };
    if (account.name === name && JSON.stringify(account.look) === JSON.stringify(look)) return undefined;
    const changed = await api.changeAccount(token, { name, look });
    if (!changed.ok) return changed.failure;
    signIn.changed(changed.value);
    return undefined;
  }

  /** Name of the signed-in person or of the last Guest; empty if there is neither. */
  #token(): string {
    return this.#parts.signIn.token ?? this.#parts.profile.token() ?? '';
  }

  #look(): AvatarLook | undefined {
    return this.#parts.signIn.account?.look ?? this.#parts.profile.look();
  }

  /** There is nothing to enter for this person: perhaps for somebody who signs in. */
  #showWhyNot({ accounts }: WorldList, wanted: string | undefined): void {
    if (accounts?.isSetUp === false) return this.#showMessage('notSetUp');
    if (accounts !== null && this.#parts.signIn.account === undefined) {
      return this.#parts.goTo(signInAddress(wanted === undefined ? '/' : worldAddress(wanted)));
    }
    this.#showMessage(wanted === undefined ? 'noWorlds' : 'unknownWorld');
  }

  /** Whether somebody has just come in through the lobby: once, then the link they came by has been followed. */
  takesRoomLink(): boolean {
    const isNew = this.#hasLinkToFollow;
    this.#hasLinkToFollow = false;
    return isNew;
  }

  /** Connects anew as the same person: here instead of in another tab, or where a World was full. */
  enterAgain(): void {
    const stage = this.stage.getState();
    if (stage.kind === 'world') this.#visitAgain(stage);
  }

  /**
   * The server does not take the token any more: goes on with a new one. Where a token that has just been renewed is
   * refused as well, or nobody is signed in any more, to the lobby.
   */
  async renewToken(because?: 'accessChanged'): Promise<void> {
    const stage = this.stage.getState();
    if (stage.kind !== 'world') return;
    const { nowMs } = this.#parts;
    // What ends by a change of rights was no refusal of the token.
    const isFresh =
      because !== 'accessChanged' &&
      this.#renewedAtMs !== undefined &&
      nowMs() - this.#renewedAtMs < freshTokenMs;
    const isRenewed = !isFresh && stage.visitor.name !== '' && (await this.#renew(stage.visitor.name));
    if (this.stage.getState() !== stage) return;
    if (isRenewed) {
      this.#renewedAtMs = nowMs();
      return this.#visitAgain(stage);
    }
    await this.#parts.beforeSignIn();
    if (this.stage.getState() !== stage) return;
    await this.toLobby('token_invalid');
    if (this.#worlds.length === 0) await this.start();
  }

  /**
   * The server has another version of the World than this page: fetches that one and goes on there, as the same person
   * and at the same place.
   */
  async renewWorld(): Promise<void> {
    const stage = this.stage.getState();
    if (stage.kind !== 'world') return;
    const { pause } = this.#parts;
    const isOver = () => this.stage.getState() !== stage;
    let reading: WorldReading = { kind: 'unreachable' };
    for (const pauseMs of renewalPausesMs) {
      const failure = await this.#listAgain();
      if (isOver()) return;
      if (failure === undefined) {
        const version = this.#summary()?.version;
        if (version === (this.#changed ?? stage).version) await pause(versionPauseMs);
        else this.#reading = undefined;
        reading = await this.readWorld();
      } else reading = failure;
      if (isOver()) return;
      if (!mayPass(reading)) break;
      await pause(pauseMs);
      if (isOver()) return;
    }
    const isHidden = reading.kind === 'refused' && reading.code === 'world_unknown';
    // It may be there once the person has signed in again.
    if (isHidden) return this.start();
    this.#showWorld({ ...stage, enteredAt: undefined }, reading);
  }

  /**
   * Reads a version that takes the place of the present one in a moment; `undefined` where it cannot be had.
   *
   * @param coming its number and the address of its file
   */
  async readComing(coming: Pick<WorldSummary, 'version' | 'file'>): Promise<DrawnWorldSpace | undefined> {
    for (const pauseMs of renewalPausesMs) {
      const reading = await this.#readFile(coming);
      if (reading.kind === 'read') return reading.space;
      if (!mayPass(reading)) break;
      await this.#parts.pause(pauseMs);
    }
    return undefined;
  }

  /** The World has been changed to another version under the person who is in it. */
  worldChanged(space: DrawnWorldSpace, version: number): void {
    this.#changed = { space, version };
    this.#reading = Promise.resolve({ kind: 'read', space, version });
  }

  /** Connects anew to the World as it is now. */
  #visitAgain(stage: WorldStage): void {
    const now = { ...stage, ...this.#changed };
    const visitor = withKnownSpawnPoint(stage.visitor, now.space);
    this.#show({ ...now, visitor, enteredAt: undefined, visit: ++this.#visits });
  }

  /** A machine that has just woken up may have no network yet: then it is tried again for a while. */
  async #renew(name: string): Promise<boolean> {
    for (const pauseMs of renewalPausesMs) {
      const outcome = await this.#renewOnce(name);
      if (outcome !== 'unreachable') return outcome === 'renewed';
      await this.#parts.pause(pauseMs);
    }
    return false;
  }

  async #renewOnce(name: string): Promise<'renewed' | 'refused' | 'unreachable'> {
    const { profile, signIn } = this.#parts;
    if (signIn.account !== undefined) {
      if (await signIn.refresh()) return 'renewed';
      // Who was signed out is forgotten; who was not reached is not.
      return signIn.account === undefined ? 'refused' : 'unreachable';
    }
    // A Guest stays the same person where the server still knows them.
    const failure = await this.#enrol(name);
    if (failure === undefined) return 'renewed';
    if (failure.kind === 'unreachable') return 'unreachable';
    profile.rememberToken(undefined);
    return (await this.#enrol(name)) === undefined ? 'renewed' : 'refused';
  }

  /** Back to where one chooses name and Avatar, with fresh head counts. */
  async toLobby(because: 'left' | ErrorCode): Promise<void> {
    if (this.#worldId !== undefined) createTicketStore(this.#parts.tabStorage, this.#worldId).save(undefined);
    this.#showLobby(because);
    const before = this.#summary()?.version;
    if ((await this.#listAgain()) !== undefined || this.stage.getState().kind !== 'lobby') return;
    if (this.#summary()?.version !== before) this.#reading = undefined;
    this.#showLobby(because);
  }

  /** What the server says of the World of this address; `undefined` where it is not among those one may enter. */
  #summary(): WorldSummary | undefined {
    return this.#worlds.find(({ worldId }) => worldId === this.#worldId);
  }

  /** Asks once more which Worlds there are, in which versions. Gives back why that failed. */
  async #listAgain(): Promise<ApiFailure | undefined> {
    const list = await this.#list(this.#worldId);
    if (!list.ok) return list.failure;
    this.#worlds = list.value.worlds;
    return undefined;
  }

  /** Which Worlds there are. A token that has expired shows none: then with a new one. */
  async #list(worldId: string | undefined): ReturnType<AtriumApi['listWorlds']> {
    const { api, signIn } = this.#parts;
    const list = await api.listWorlds(worldId);
    if (!list.ok || signIn.account === undefined) return list;
    const { worlds } = list.value;
    const isFound = worldId === undefined ? worlds.length > 0 : worlds.some((one) => one.worldId === worldId);
    if (isFound) return list;
    if (await signIn.refresh()) return api.listWorlds(worldId);
    // Who was signed out is forgotten; who was not reached is not.
    return signIn.account === undefined ? list : { ok: false, failure: { kind: 'unreachable' } };
  }

  async #read(): Promise<WorldReading> {
    const reading = await this.#readOnce();
    // The address holds for some minutes only, and the version may be gone with its World.
    const isPast =
      reading.kind === 'refused' &&
      (reading.code === 'address_expired' || reading.code === 'version_unknown');
    return isPast ? ((await this.#listAgain()) ?? this.#readOnce()) : reading;
  }

  async #readOnce(): Promise<WorldReading> {
    const world = this.#summary();
    return world === undefined ? { kind: 'refused', code: 'world_unknown' } : this.#readFile(world);
  }

  async #readFile(world: Pick<WorldSummary, 'version' | 'file'>): Promise<WorldReading> {
    const file = await this.#parts.api.readWorldFile(world.file);
    if (!file.ok) return file.failure;
    const space = await this.#parts.openWorldFile(file.value);
    return space === undefined ? { kind: 'broken' } : { kind: 'read', space, version: world.version };
  }

  async #openWorld(visitor: Visitor, enteredAt?: PressPlace): Promise<void> {
    const embedOrigins = this.#embedOrigins;
    this.#showWorld({ visitor, enteredAt, embedOrigins }, await this.readWorld());
  }

  #showWorld(how: Pick<WorldStage, 'visitor' | 'enteredAt' | 'embedOrigins'>, reading: WorldReading): void {
    switch (reading.kind) {
      case 'read': {
        const { space, version } = reading;
        this.#changed = undefined;
        const name = this.#summary()?.name ?? space.world.meta.name;
        const visitor = withKnownSpawnPoint(how.visitor, space);
        return this.#show({ ...how, visitor, kind: 'world', space, version, name, visit: ++this.#visits });
      }
      case 'broken':
        return this.#showMessage('brokenWorld');
      case 'refused':
      case 'unreachable':
        return this.#showFailure(reading);
    }
  }

  #showLobby(because: 'left' | ErrorCode | undefined): void {
    const world = this.#summary();
    if (world === undefined) return this.#showMessage('unknownWorld');
    const others = this.#worlds.filter((other) => other !== world);
    this.#show({ kind: 'lobby', world, others, hasAccounts: this.#hasAccounts, because });
  }

  #showFailure(failure: ApiFailure): void {
    if (failure.kind === 'unreachable') this.#showMessage('unreachable');
    else if (failure.code === 'world_unknown') this.#showMessage('unknownWorld');
    else this.#show({ ...failure, kind: 'failed' });
  }

  #showMessage(page: Extract<Stage, { kind: 'message' }>['page']): void {
    this.#show({ kind: 'message', page, worldId: this.#worldId ?? '' });
  }

  #show(stage: Stage): void {
    this.stage.setState(stage, true);
  }
}
