import type { AvatarLook, ErrorCode } from '@atrium/protocol';
import type { WorldSpace } from '@atrium/world';
import { createStore } from 'zustand/vanilla';
import type { ApiFailure, AtriumApi } from '../api/atriumApi.ts';
import type { KeyValueStore } from '../settings/keyValueStore.ts';
import type { Profile } from '../settings/profile.ts';
import type { Route } from './route.ts';
import type { Stage, Visitor, WorldSummary } from './stage.ts';
import { createTicketStore } from '../visit/ticketStore.ts';

/** What somebody chose in the lobby. */
export interface EntryWishes {
  readonly name: string;
  readonly look: AvatarLook;
  readonly spawnPointId: string | undefined;
}

/** A World that was read, or why it cannot be. */
export type WorldReading =
  { readonly kind: 'read'; readonly space: WorldSpace } | { readonly kind: 'broken' } | ApiFailure;

export interface EntranceParts {
  readonly api: AtriumApi;
  readonly profile: Profile;
  /** Forgotten when the tab is closed. */
  readonly tabStorage: KeyValueStore;
  /** Makes a World of its file; `undefined` where the file is damaged. Loaded only when it is needed. */
  readonly openWorldFile: (bytes: Uint8Array) => Promise<WorldSpace | undefined>;
}

/** The way from an address into a World, and out of it again. */
export class Entrance {
  readonly stage = createStore<Stage>(() => ({ kind: 'loading' }));
  readonly #parts: EntranceParts;
  readonly #route: Route;
  #worlds: readonly WorldSummary[] = [];
  #embedOrigins: readonly string[] = [];
  #worldId: string | undefined;
  #reading: Promise<WorldReading> | undefined;
  #visits = 0;
  #renewals = 0;
  #hasLinkToFollow = false;

  constructor(parts: EntranceParts, route: Route) {
    this.#parts = parts;
    this.#route = route;
  }

  /** Finds out what the address leads to; straight into the World where this tab was a moment ago. */
  async start(): Promise<void> {
    this.#show({ kind: 'loading' });
    if (this.#route.kind === 'notFound') return this.#showMessage('notFound');
    const list = await this.#parts.api.listWorlds();
    if (!list.ok) return this.#showFailure(list.failure);
    this.#worlds = list.value.worlds;
    this.#embedOrigins = list.value.embedOrigins;
    const wanted = this.#route.kind === 'world' ? this.#route.worldId : this.#worlds[0]?.worldId;
    if (wanted === undefined) return this.#showMessage('noWorlds');
    this.#worldId = wanted;
    if (!this.#worlds.some((world) => world.worldId === wanted)) return this.#showMessage('unknownWorld');
    const { profile, tabStorage } = this.#parts;
    const [token, look] = [profile.token(), profile.look()];
    const wasHere = createTicketStore(tabStorage, wanted).load() !== undefined;
    if (wasHere && token !== undefined && look !== undefined) {
      const visitor = { token, look, name: profile.name(), spawnPointId: profile.spawnPointId(wanted) };
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
    const { api, profile } = this.#parts;
    const earlier = profile.token();
    const name = wishes.name.trim();
    const enrolled = await api.enrolGuest(earlier === undefined ? { name } : { name, token: earlier });
    if (!enrolled.ok) return enrolled.failure;
    profile.rememberName(name);
    profile.rememberLook(wishes.look);
    profile.rememberToken(enrolled.value.token);
    if (this.#worldId !== undefined && wishes.spawnPointId !== undefined) {
      profile.rememberSpawnPoint(this.#worldId, wishes.spawnPointId);
    }
    this.#renewals = 0;
    this.#hasLinkToFollow = true;
    await this.#openWorld({ ...wishes, name, token: enrolled.value.token });
    return undefined;
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
    if (stage.kind === 'world') this.#show({ ...stage, visit: ++this.#visits });
  }

  /** The server does not take the guest token any more: goes on with a new one; if that is no use, to the lobby. */
  async renewToken(): Promise<void> {
    const stage = this.stage.getState();
    if (stage.kind !== 'world') return;
    const { api, profile } = this.#parts;
    profile.rememberToken(undefined);
    const isFirst = this.#renewals++ === 0 && stage.visitor.name !== '';
    const enrolled = isFirst ? await api.enrolGuest({ name: stage.visitor.name }) : undefined;
    if (enrolled?.ok !== true) return this.toLobby('token_invalid');
    profile.rememberToken(enrolled.value.token);
    this.#show({
      ...stage,
      visitor: { ...stage.visitor, token: enrolled.value.token },
      visit: ++this.#visits,
    });
  }

  /** Back to where one chooses name and Avatar, with fresh head counts. */
  async toLobby(because: 'left' | ErrorCode): Promise<void> {
    if (this.#worldId !== undefined) createTicketStore(this.#parts.tabStorage, this.#worldId).save(undefined);
    this.#showLobby(because);
    const list = await this.#parts.api.listWorlds();
    if (!list.ok || this.stage.getState().kind !== 'lobby') return;
    this.#worlds = list.value.worlds;
    this.#showLobby(because);
  }

  async #read(): Promise<WorldReading> {
    if (this.#worldId === undefined) return { kind: 'unreachable' };
    const file = await this.#parts.api.readWorld(this.#worldId);
    if (!file.ok) return file.failure;
    const space = await this.#parts.openWorldFile(file.value);
    return space === undefined ? { kind: 'broken' } : { kind: 'read', space };
  }

  async #openWorld(visitor: Visitor): Promise<void> {
    const reading = await this.readWorld();
    switch (reading.kind) {
      case 'read':
        return this.#show({
          kind: 'world',
          space: reading.space,
          visitor,
          embedOrigins: this.#embedOrigins,
          visit: ++this.#visits,
        });
      case 'broken':
        return this.#showMessage('brokenWorld');
      case 'refused':
      case 'unreachable':
        return this.#showFailure(reading);
    }
  }

  #showLobby(because: 'left' | ErrorCode | undefined): void {
    const world = this.#worlds.find(({ worldId }) => worldId === this.#worldId);
    if (world === undefined) return this.#showMessage('unknownWorld');
    this.#show({ kind: 'lobby', world, others: this.#worlds.filter((other) => other !== world), because });
  }

  #showFailure(failure: ApiFailure): void {
    if (failure.kind === 'unreachable') this.#showMessage('unreachable');
    else if (failure.code === 'world_unknown') this.#showMessage('unknownWorld');
    else this.#show({ kind: 'failed', code: failure.code });
  }

  #showMessage(page: Extract<Stage, { kind: 'message' }>['page']): void {
    this.#show({ kind: 'message', page, worldId: this.#worldId ?? '' });
  }

  #show(stage: Stage): void {
    this.stage.setState(stage, true);
  }
}
