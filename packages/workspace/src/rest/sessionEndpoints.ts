import { availableParallelism } from 'node:os';
import * as z from 'zod';
import {
  accountChangeSchema,
  accountDeletionSchema,
  accountExportSchema,
  accountSchema,
  invitationShownSchema,
  joinRequestSchema,
  linkRequestSchema,
  newPasswordRequestSchema,
  passwordChangeSchema,
  setupRequestSchema,
  signInRequestSchema,
  signedInSchema,
  switchWorkspaceSchema,
} from '@atrium/protocol';
import type { SignedIn } from '@atrium/protocol';
import type { SignedInMember } from '../accounts/sessions.ts';
import { WorkspaceFailure } from '../workspaceFailure.ts';
import { FairQueue } from '../work/fairQueue.ts';
import { accountEndpoint, openEndpoint } from './endpoint.ts';
import type { Endpoint, RefreshCookie } from './endpoint.ts';
import { forgetPicture } from './forgetPicture.ts';
import type { RestParts } from './restParts.ts';

/** A password costs some 50 ms of a core and 19 MiB to check: most cores are left to those who walk. */
const passwordWork = {
  parallel: Math.max(1, Math.min(2, availableParallelism() - 1)),
  waiting: 48,
  waitingPerAsker: 16,
} as const;

/** Signing in and out, and one's own account. */
export function sessionEndpoints(parts: RestParts): readonly Endpoint[] {
  const entry = new Entry(parts);
  return [
    ...setupEndpoints(parts, entry),
    ...linkEndpoints(parts, entry),
    ...signInEndpoints(parts, entry),
    ...signedInEndpoints(parts, entry),
    ...accountEndpoints(parts, entry),
  ];
}

/** How people get in. */
class Entry {
  readonly #parts: RestParts;
  readonly #passwordWork = new FairQueue(passwordWork);

  constructor(parts: RestParts) {
    this.#parts = parts;
  }

  /** What somebody is told who is signed in. */
  async show(member: SignedInMember): Promise<SignedIn> {
    const { tokens, services, pathOf } = this.#parts;
    const { token, expiresAtMs } = tokens.access.issue({ sessionId: member.sessionId });
    return {
      accessToken: token,
      expiresAt: expiresAtMs,
      account: await services.accounts.show(member, pathOf),
    };
  }

  /** Signs in a person who has proved who they are, in place of the person who was signed in here. */
  async begin(cookie: RefreshCookie, userId: string, workspaceId?: string): Promise<SignedIn> {
    const started = await this.#parts.services.sessions.start(userId, workspaceId);
    cookie.write(started.refreshToken);
    return this.show(started);
  }

  /**
   * An attempt by which a password could be guessed, and for which one is hashed.
   *
   * @throws WorkspaceFailure `too_many_attempts`; `server_busy`
   */
  guard<Value>(account: string, address: string, attempt: () => Promise<Value>): Promise<Value> {
    return this.countAttempt(account, address, () => this.withPassword(address, attempt));
  }

  /**
   * An attempt by which a password could be guessed.
   *
   * @throws WorkspaceFailure `too_many_attempts`
   */
  async countAttempt<Value>(account: string, address: string, attempt: () => Promise<Value>): Promise<Value> {
    const key = account.toLowerCase();
    if (!(await this.#parts.attempts.take(key, address))) throw new WorkspaceFailure('too_many_attempts');
    const value = await attempt();
    await this.#parts.attempts.succeed(key, address);
    return value;
  }

  /**
   * Something for which a password is hashed. Network addresses take turns.
   *
   * @throws WorkspaceFailure `server_busy`
   */
  withPassword<Value>(address: string, work: () => Promise<Value>): Promise<Value> {
    return this.#passwordWork.run(address, work);
  }
}

/** How a Workspace is made. */
function setupEndpoints(
  { services: { setup }, prepareFirstWorld, signInsPerMinute }: RestParts,
  entry: Entry,
): readonly Endpoint[] {
  return [
    openEndpoint({
      method: 'GET',
      path: '/api/v1/setup',
      summary: 'Whether this server has a Workspace.',
      reply: z.object({ isDone: z.boolean() }),
      handle: async () => ({ isDone: await setup.isDone() }),
    }),
    openEndpoint({
      method: 'POST',
      path: '/api/v1/setup',
      summary:
        'Makes a Workspace, its first Admin and its first World, by the link that the server prints; signs the Admin in.',
      perMinute: signInsPerMinute,
      body: setupRequestSchema,
      reply: signedInSchema,
      handle: ({ body, address, cookie }) =>
        entry.countAttempt(body.email, address, async () => {
          const { workspaceId, userId } = await setup.complete(body, prepareFirstWorld, (check) =>
            entry.withPassword(address, check),
          );
          return entry.begin(cookie, userId, workspaceId);
        }),
    }),
    openEndpoint({
      method: 'POST',
      path: '/api/v1/setup/link',
      summary: 'Whether a link to a new Workspace can be used.',
      perMinute: signInsPerMinute,
      body: linkRequestSchema,
      handle: async ({ body }) => {
        if (!(await setup.isLink(body.token))) throw new WorkspaceFailure('setup_done');
      },
    }),
  ];
}

/** What links from Admins lead to: a Workspace, or a new password. */
function linkEndpoints(
  { services: { accounts, invitations }, signInsPerMinute }: RestParts,
  entry: Entry,
): readonly Endpoint[] {
  return [
    openEndpoint({
      method: 'POST',
      path: '/api/v1/invitations/look',
      summary: 'What an invitation or a guest link leads to.',
      perMinute: signInsPerMinute,
      body: linkRequestSchema,
      reply: invitationShownSchema,
      handle: ({ body }) => invitations.look(body.token),
    }),
    openEndpoint({
      method: 'POST',
      path: '/api/v1/invitations/join',
      summary:
        'Joins a Workspace by an invitation, with a new account or the one that the address has; signs in.',
      perMinute: signInsPerMinute,
      body: joinRequestSchema,
      reply: signedInSchema,
      handle: ({ body, address, cookie }) =>
        entry.guard(body.email, address, async () => {
          const { userId, workspaceId } = await accounts.join(body);
          return entry.begin(cookie, userId, workspaceId);
        }),
    }),
    openEndpoint({
      method: 'POST',
      path: '/api/v1/password',
      summary: 'Chooses a new password by a link from an Admin; signs out everywhere, and in here.',
      perMinute: signInsPerMinute,
      body: newPasswordRequestSchema,
      reply: signedInSchema,
      handle: ({ body, address, cookie }) =>
        entry.withPassword(address, async () =>
          entry.begin(cookie, await accounts.takePasswordLink(body.token, body.password)),
        ),
    }),
  ];
}

function signInEndpoints(
  { services: { sessions }, signInsPerMinute }: RestParts,
  entry: Entry,
): readonly Endpoint[] {
  return [
    openEndpoint({
      method: 'POST',
      path: '/api/v1/session',
      summary: 'Signs in with email address and password; a cookie keeps one signed in.',
      perMinute: signInsPerMinute,
      body: signInRequestSchema,
      reply: signedInSchema,
      handle: ({ body, address, cookie }) =>
        entry.guard(body.email, address, async () => {
          const started = await sessions.signIn(body.email, body.password, body.worldId);
          cookie.write(started.refreshToken);
          return entry.show(started);
        }),
    }),
    openEndpoint({
      method: 'POST',
      path: '/api/v1/session/refresh',
      summary: 'A new access token in exchange for the cookie, which is replaced too.',
      reply: signedInSchema,
      handle: async ({ cookie }) => {
        try {
          const refreshed = await sessions.refresh(cookie.read() ?? '');
          if (refreshed.refreshToken !== undefined) cookie.write(refreshed.refreshToken);
          return await entry.show(refreshed);
        } catch (error) {
          if (error instanceof WorkspaceFailure) cookie.write(undefined);
          throw error;
        }
      },
    }),
  ];
}

function signedInEndpoints({ services: { sessions } }: RestParts, entry: Entry): readonly Endpoint[] {
  return [
    accountEndpoint({
      method: 'DELETE',
      path: '/api/v1/session',
      summary: 'Signs out here.',
      handle: async ({ cookie }, { sessionId }) => {
        await sessions.end(sessionId);
        cookie.write(undefined);
      },
    }),
    accountEndpoint({
      method: 'DELETE',
      path: '/api/v1/sessions',
      summary: 'Signs out everywhere.',
      handle: async ({ cookie }, { personId }) => {
        await sessions.endAll(personId);
        cookie.write(undefined);
      },
    }),
    accountEndpoint({
      method: 'POST',
      path: '/api/v1/session/workspace',
      summary: 'Goes to another Workspace that one belongs to.',
      body: switchWorkspaceSchema,
      reply: signedInSchema,
      handle: async ({ body }, member) => entry.show(await sessions.moveTo(member, body.workspaceId)),
    }),
  ];
}

function accountEndpoints(
  { services, pathOf, checkPicture, signInsPerMinute }: RestParts,
  entry: Entry,
): readonly Endpoint[] {
  const { accounts } = services;
  return [
    accountEndpoint({
      method: 'GET',
      path: '/api/v1/account',
      summary: 'Who one is.',
      reply: accountSchema,
      handle: (_call, member) => accounts.show(member, pathOf),
    }),
    accountEndpoint({
      method: 'PATCH',
      path: '/api/v1/account',
      summary: 'Changes name, Avatar or picture; what is left out stays.',
      body: accountChangeSchema,
      reply: accountSchema,
      handle: async ({ body }, member) => {
        if (body.picture?.endsWith('.svg') === true) {
          throw new WorkspaceFailure('image_invalid', 'A picture of a person is a PNG, JPEG or WebP.');
        }
        await checkPicture(member.workspaceId, body.picture);
        await forgetPicture(services, member, await accounts.change(member, body));
        return accounts.show(member, pathOf);
      },
    }),
    accountEndpoint({
      method: 'PUT',
      path: '/api/v1/account/password',
      summary: 'Changes the password, and signs out everywhere else.',
      perMinute: signInsPerMinute,
      body: passwordChangeSchema,
      handle: ({ body, address }, member) =>
        entry.guard(member.email, address, () =>
          accounts.changePassword(member, body.current, body.password),
        ),
    }),
    accountEndpoint({
      method: 'GET',
      path: '/api/v1/account/export',
      summary: 'Everything that the server keeps of one.',
      reply: accountExportSchema,
      handle: (_call, member) => accounts.export(member, pathOf),
    }),
    accountEndpoint({
      method: 'POST',
      path: '/api/v1/account/deletion',
      summary: 'Deletes the account for good.',
      perMinute: signInsPerMinute,
      body: accountDeletionSchema,
      handle: ({ body, address, cookie }, member) =>
        entry.guard(member.email, address, async () => {
          await accounts.delete(member, body.password);
          cookie.write(undefined);
        }),
    }),
  ];
}
