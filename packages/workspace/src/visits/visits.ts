import type { Identification, Whereabouts } from '@atrium/signaling';
import type { Invitations } from '../accounts/invitations.ts';
import type { Sessions, SignedInMember } from '../accounts/sessions.ts';
import type { WorkspaceStore } from '../accounts/workspaceStore.ts';
import type { AssetStore } from '../assets/assetStore.ts';
import type { Bans } from '../moderation/bans.ts';
import { WorkspaceFailure } from '../workspaceFailure.ts';
import type { Actor, WorkspacePorts } from '../workspacePorts.ts';
import type { KeptWorld, WorldStore } from '../worlds/worldStore.ts';

/** What a guest token says. */
export interface GuestPass {
  readonly personId: string;
  readonly name: string;
  readonly workspaceId: string;
  readonly worldId: string;
  /** Of the link they came by; `null` where everybody may come. */
  readonly invitationId: string | null;
  /** Milliseconds since 1970; `null`: as long as they like. */
  readonly untilMs: number | null;
}

/** Tokens that no server has to remember: signed, and only for what they are for. */
export interface SignedTokens<Claims> {
  /** @returns the token, and when it expires (milliseconds since 1970) */
  issue(claims: Claims): { readonly token: string; readonly expiresAtMs: number };
  /** `undefined` where the token is forged, expired, or for something else. */
  read(token: string): Promise<Claims | undefined>;
}

export interface VisitTokens {
  /** Of somebody signed in: for 15 minutes. */
  readonly access: SignedTokens<{ readonly sessionId: string }>;
  readonly guest: SignedTokens<GuestPass>;
}

/** What somebody shows who wants to see Worlds. */
export interface Credentials {
  /** Of a person who is signed in, or a Guest. */
  readonly token?: string | undefined;
  /** Secret of a guest link. */
  readonly guestLink?: string | undefined;
  /** Network address. */
  readonly address: string;
}

export interface VisitServices {
  readonly ports: WorkspacePorts;
  readonly sessions: Sessions;
  readonly invitations: Invitations;
  readonly workspaces: WorkspaceStore;
  readonly worlds: WorldStore;
  readonly bans: Bans;
  readonly assets: Pick<AssetStore, 'urlOf'>;
}

const minuteMs = 60_000;

/** Who may see and enter which World: members those of their Workspace, Guests where they are let in. */
export class Visits {
  readonly #services: VisitServices;
  readonly #tokens: VisitTokens;

  constructor(services: VisitServices, tokens: VisitTokens) {
    this.#services = services;
    this.#tokens = tokens;
  }

  /**
   * The Worlds that somebody may enter, the one to enter by default first.
   *
   * @param worldId one that they ask for: which Workspace they mean
   * @throws WorkspaceFailure `banned`
   */
  async listWorlds(credentials: Credentials, worldId?: string): Promise<readonly KeptWorld[]> {
    const { worlds, workspaces, invitations } = this.#services;
    const member = await this.#member(credentials.token);
    if (member !== undefined) {
      const { workspaceId, personId } = member;
      await this.#checkNotBanned(workspaceId, personId, credentials.address);
      return (await worlds.list(workspaceId)).filter(({ isArchived }) => !isArchived);
    }
    const link =
      credentials.guestLink === undefined
        ? undefined
        : await invitations.findGuestLink({ token: credentials.guestLink });
    const pass = await this.#passInForce(credentials.token);
    const wanted = worldId ?? link?.worldId;
    const all = await workspaces.list();
    const asked = wanted === undefined ? undefined : await worlds.find(wanted);
    const workspace =
      all.length === 1 && asked === undefined
        ? all[0]
        : all.find((one) => one.workspaceId === asked?.workspaceId);
    if (workspace === undefined || workspace.settings.guests === 'nobody') return [];
    const known =
      credentials.token === undefined ? undefined : await this.#tokens.guest.read(credentials.token);
    await this.#checkNotBanned(workspace.workspaceId, known?.personId, credentials.address);
    const open = await worlds.listForGuests(workspace.workspaceId);
    if (workspace.settings.guests === 'everybody') return open;
    return open.filter((world) => world.worldId === link?.worldId || world.worldId === pass?.worldId);
  }

  /** What the token of a Guest says who came by a link that holds, and whose visit is not over. */
  async #passInForce(token: string | undefined): Promise<GuestPass | undefined> {
    const pass = token === undefined ? undefined : await this.#tokens.guest.read(token);
    if (pass === undefined || (pass.untilMs ?? Infinity) <= this.#services.ports.nowMs()) return undefined;
    const { invitationId } = pass;
    if (invitationId === null) return undefined; // From when everybody was let in.
    const link = await this.#services.invitations.findGuestLink({ invitationId });
    return link && pass;
  }

  /**
   * Makes a Guest of somebody, or lets one come back.
   *
   * @param newPersonId for somebody who is new
   * @throws WorkspaceFailure `guests_not_admitted`; `invitation_invalid`; `visit_over`; `banned`
   */
  async admitGuest(name: string, worldId: string, { token, guestLink, address }: Credentials) {
    const { worlds, workspaces, invitations, ports } = this.#services;
    const earlier = token === undefined ? undefined : await this.#tokens.guest.read(token);
    const world = await worlds.find(worldId);
    if (world === undefined || world.isArchived) throw new WorkspaceFailure('world_unknown');
    await this.#checkNotBanned(world.workspaceId, earlier?.personId, address);
    const { settings } = await workspaces.show(world.workspaceId);
    if (settings.guests === 'nobody' || !world.guests) throw new WorkspaceFailure('guests_not_admitted');
    const personId = earlier?.personId ?? ports.newId();
    const pass = { personId, name, workspaceId: world.workspaceId, worldId };
    if (settings.guests === 'everybody') return this.#issue({ ...pass, invitationId: null, untilMs: null });

    const known = guestLink === undefined ? undefined : await invitations.findGuestLink({ token: guestLink });
    const isBack = earlier !== undefined && earlier.worldId === worldId && earlier.invitationId !== null;
    const earlierLink = isBack
      ? await invitations.findGuestLink({ invitationId: earlier.invitationId ?? '' })
      : undefined;
    if (
      isBack &&
      earlierLink !== undefined &&
      (known === undefined || known.invitationId === earlier.invitationId)
    ) {
      if ((earlier.untilMs ?? 0) <= ports.nowMs()) throw new WorkspaceFailure('visit_over');
      return this.#issue({ ...pass, invitationId: earlier.invitationId, untilMs: earlier.untilMs });
    }
    if (guestLink === undefined) throw new WorkspaceFailure('guests_not_admitted');
    if (known?.worldId !== worldId) throw new WorkspaceFailure('invitation_invalid');
    const link = await invitations.useGuestLink(guestLink);
    const untilMs = Math.min(link.expiresAtMs, ports.nowMs() + link.visitMinutes * minuteMs);
    return this.#issue({ ...pass, invitationId: link.invitationId, untilMs });
  }

  /**
   * Who brings a token: a member, or a Guest whose visit is not over.
   *
   * @throws WorkspaceFailure `signed_out`; `banned`
   */
  async personOf({ token, address }: Credentials): Promise<Actor & { readonly workspaceId: string }> {
    const member = await this.#member(token);
    if (member !== undefined) {
      const { workspaceId, personId, name, role } = member;
      await this.#checkNotBanned(workspaceId, personId, address);
      return { workspaceId, personId, name, role };
    }
    const pass = token === undefined ? undefined : await this.#tokens.guest.read(token);
    const known = pass && (await this.#identifyGuest(pass, pass.worldId, address));
    if (pass === undefined || known === undefined) throw new WorkspaceFailure('signed_out');
    const { workspaceId, personId, name } = pass;
    if (known.ok) return { workspaceId, personId, name, role: 'Guest' };
    if (known.code === 'banned') throw new WorkspaceFailure('banned', known.message);
    throw new WorkspaceFailure('signed_out');
  }

  /** Who somebody is for the Signaling Server, and whether they may be in a World. */
  async identify(token: string, { worldId, address }: Whereabouts): Promise<Identification> {
    const session = await this.#tokens.access.read(token);
    if (session !== undefined) return this.#identifyMember(session.sessionId, worldId, address);
    const pass = await this.#tokens.guest.read(token);
    return pass === undefined
      ? { ok: false, code: 'token_invalid' }
      : this.#identifyGuest(pass, worldId, address);
  }

  async #identifyMember(sessionId: string, worldId: string, address: string): Promise<Identification> {
    const member = await this.#services.sessions.find(sessionId);
    if (member === undefined) return { ok: false, code: 'token_invalid' };
    const world = await this.#services.worlds.find(worldId);
    if (world?.workspaceId !== member.workspaceId || world.isArchived)
      return { ok: false, code: 'world_unknown' };
    const { personId, name, role } = member;
    const picture = member.picture === null ? undefined : this.#services.assets.urlOf(member.picture);
    const banned = await this.#bannedFrom(member.workspaceId, personId, address);
    return banned ?? { ok: true, person: { personId, name, role, picture, accessId: sessionId } };
  }

  async #identifyGuest(pass: GuestPass, worldId: string, address: string): Promise<Identification> {
    const { worlds, workspaces, invitations, ports } = this.#services;
    const { personId, name, workspaceId, invitationId, untilMs } = pass;
    const world = await worlds.find(worldId);
    if (world?.workspaceId !== workspaceId || world.isArchived) return { ok: false, code: 'world_unknown' };
    const banned = await this.#bannedFrom(workspaceId, personId, address);
    if (banned !== undefined) return banned;
    const { settings } = await workspaces.show(workspaceId);
    const isOpen = settings.guests === 'everybody';
    if (settings.guests === 'nobody' || !world.guests || (invitationId === null && !isOpen)) {
      return { ok: false, code: 'guests_not_admitted' };
    }
    if (invitationId === null) return { ok: true, person: { personId, name, role: 'Guest' } };
    if (worldId !== pass.worldId && !isOpen) return { ok: false, code: 'guests_not_admitted' };
    if (untilMs !== null && untilMs <= ports.nowMs()) return { ok: false, code: 'visit_over' };
    const link = await invitations.findGuestLink({ invitationId });
    if (link === undefined) return { ok: false, code: 'visit_over' };
    const staysMs = untilMs === null ? undefined : untilMs - ports.nowMs();
    return { ok: true, person: { personId, name, role: 'Guest', accessId: invitationId, staysMs } };
  }

  async #bannedFrom(
    workspaceId: string,
    personId: string,
    address: string,
  ): Promise<Identification | undefined> {
    const message = await this.#services.bans.refusal(workspaceId, personId, address);
    return message === undefined ? undefined : { ok: false, code: 'banned', message };
  }

  /** @throws WorkspaceFailure `banned` */
  async #checkNotBanned(workspaceId: string, personId: string | undefined, address: string): Promise<void> {
    const message = await this.#services.bans.refusal(workspaceId, personId, address);
    if (message !== undefined) throw new WorkspaceFailure('banned', message);
  }

  async #member(token: string | undefined): Promise<SignedInMember | undefined> {
    const session = token === undefined ? undefined : await this.#tokens.access.read(token);
    return session && (await this.#services.sessions.find(session.sessionId));
  }

  #issue(pass: GuestPass) {
    const { token, expiresAtMs } = this.#tokens.guest.issue(pass);
    return {
      token,
      personId: pass.personId,
      name: pass.name,
      expiresAtMs: Math.min(expiresAtMs, pass.untilMs ?? expiresAtMs),
    };
  }
}
