import * as z from 'zod';
import {
  apiTokenListSchema,
  apiTokenReplySchema,
  apiTokenRequestSchema,
  auditLogQuerySchema,
  auditLogSchema,
  banListSchema,
  invitationListSchema,
  invitationRequestSchema,
  linkReplySchema,
  liveHistorySchema,
  liveStateSchema,
  memberListSchema,
  reportChangeSchema,
  reportListSchema,
  roleChangeSchema,
  workspaceChangeSchema,
  workspaceSchema,
} from '@atrium/protocol';
import { passwordLinkMs } from '../accounts/members.ts';
import { actorOf, endpoint } from './endpoint.ts';
import type { Endpoint } from './endpoint.ts';
import type { RestParts } from './restParts.ts';

const idOf = <Name extends string>(name: Name) =>
  z.object({ [name]: z.string().min(1).max(64) } as { [Key in Name]: z.ZodString });

/** People, invitations, moderation and settings of a Workspace. */
export function adminEndpoints(parts: RestParts): readonly Endpoint[] {
  return [
    ...peopleEndpoints(parts),
    ...invitationEndpoints(parts),
    ...moderationEndpoints(parts),
    ...workspaceEndpoints(parts),
  ];
}

function peopleEndpoints({ services: { members, ports }, linkTo }: RestParts): readonly Endpoint[] {
  return [
    endpoint('belong', {
      method: 'GET',
      path: '/api/v1/people',
      summary: 'Who belongs to the Workspace; only Admins are told email addresses.',
      reply: memberListSchema,
      handle: async (_call, { workspaceId, role }) => {
        const people = await members.list(workspaceId);
        return { people: role === 'Admin' ? people : people.map((member) => ({ ...member, email: '' })) };
      },
    }),
    endpoint('managePeople', {
      method: 'PATCH',
      path: '/api/v1/people/:personId',
      summary: 'Gives somebody another Role.',
      params: idOf('personId'),
      body: roleChangeSchema,
      handle: ({ params, body }, caller) =>
        members.changeRole(caller.workspaceId, actorOf(caller), params.personId, body.role),
    }),
    endpoint('managePeople', {
      method: 'DELETE',
      path: '/api/v1/people/:personId',
      summary: 'Takes somebody out of the Workspace.',
      params: idOf('personId'),
      handle: ({ params }, caller) => members.remove(caller.workspaceId, actorOf(caller), params.personId),
    }),
    endpoint('managePeople', {
      method: 'POST',
      path: '/api/v1/people/:personId/password-link',
      summary: 'A link with which somebody chooses a new password, for 24 hours.',
      params: idOf('personId'),
      reply: linkReplySchema,
      handle: async ({ params }, caller) => {
        const token = await members.makePasswordLink(caller.workspaceId, actorOf(caller), params.personId);
        return { link: linkTo(`/password#${token}`), expiresAt: ports.nowMs() + passwordLinkMs };
      },
    }),
  ];
}

function invitationEndpoints({
  services: { invitations, apiTokens },
  linkTo,
}: RestParts): readonly Endpoint[] {
  return [
    endpoint('managePeople', {
      method: 'GET',
      path: '/api/v1/invitations',
      summary: 'Invitations and guest links that still let somebody in.',
      reply: invitationListSchema,
      handle: async (_call, { workspaceId }) => ({ invitations: await invitations.list(workspaceId) }),
    }),
    endpoint('managePeople', {
      method: 'POST',
      path: '/api/v1/invitations',
      summary: 'Makes an invitation or a guest link. Its secret is in this answer and nowhere else.',
      body: invitationRequestSchema,
      reply: linkReplySchema,
      handle: async ({ body }, caller) => {
        const { token, expiresAtMs } = await invitations.make(caller.workspaceId, actorOf(caller), body);
        return { link: linkTo(`/join#${token}`), expiresAt: expiresAtMs };
      },
    }),
    endpoint('managePeople', {
      method: 'DELETE',
      path: '/api/v1/invitations/:invitationId',
      summary: 'Withdraws a link; Guests who came by it are out.',
      params: idOf('invitationId'),
      handle: ({ params }, caller) =>
        invitations.withdraw(caller.workspaceId, actorOf(caller), params.invitationId),
    }),
    endpoint('manageApiTokens', {
      method: 'GET',
      path: '/api/v1/api-tokens',
      summary: 'Tokens with which programs use this API.',
      reply: apiTokenListSchema,
      handle: async (_call, { workspaceId }) => ({ tokens: await apiTokens.list(workspaceId) }),
    }),
    endpoint('manageApiTokens', {
      method: 'POST',
      path: '/api/v1/api-tokens',
      summary: 'Makes a token for a program. It is in this answer and nowhere else.',
      body: apiTokenRequestSchema,
      reply: apiTokenReplySchema,
      handle: ({ body }, caller) => apiTokens.make(caller.workspaceId, actorOf(caller), body),
    }),
    endpoint('manageApiTokens', {
      method: 'DELETE',
      path: '/api/v1/api-tokens/:tokenId',
      summary: 'Revokes a token.',
      params: idOf('tokenId'),
      handle: ({ params }, caller) => apiTokens.revoke(caller.workspaceId, actorOf(caller), params.tokenId),
    }),
  ];
}

function moderationEndpoints({ services: { bans, reports, audit } }: RestParts): readonly Endpoint[] {
  return [
    endpoint('ban', {
      method: 'GET',
      path: '/api/v1/bans',
      summary: 'Who is kept out.',
      reply: banListSchema,
      handle: async (_call, { workspaceId }) => ({ bans: await bans.list(workspaceId) }),
    }),
    endpoint('ban', {
      method: 'DELETE',
      path: '/api/v1/bans/:banId',
      summary: 'Lifts a ban.',
      params: idOf('banId'),
      handle: ({ params }, caller) => bans.lift(caller.workspaceId, actorOf(caller), params.banId),
    }),
    endpoint('readReports', {
      method: 'GET',
      path: '/api/v1/reports',
      summary: 'What people have told about others, the newest first.',
      reply: reportListSchema,
      handle: async (_call, { workspaceId }) => ({ reports: await reports.list(workspaceId) }),
    }),
    endpoint('readReports', {
      method: 'PATCH',
      path: '/api/v1/reports/:reportId',
      summary: 'Marks a report as handled, or open again.',
      params: idOf('reportId'),
      body: reportChangeSchema,
      handle: ({ params, body }, caller) =>
        reports.setHandled(caller.workspaceId, actorOf(caller), params.reportId, body.handled),
    }),
    endpoint('readAuditLog', {
      method: 'GET',
      path: '/api/v1/audit-log',
      summary: 'Who did what, when, to whom and why, the newest first, page by page.',
      query: auditLogQuerySchema,
      reply: auditLogSchema,
      handle: ({ query }, { workspaceId }) => audit.read(workspaceId, query),
    }),
  ];
}

function workspaceEndpoints({
  services: { workspaces },
  liveState,
  liveHistory,
  checkPicture,
}: RestParts): readonly Endpoint[] {
  return [
    endpoint('changeSettings', {
      method: 'GET',
      path: '/api/v1/workspace',
      summary: 'The Workspace and how it is set.',
      reply: workspaceSchema,
      handle: (_call, { workspaceId }) => workspaces.show(workspaceId),
    }),
    endpoint('changeSettings', {
      method: 'PATCH',
      path: '/api/v1/workspace',
      summary: 'Changes name or settings; what is left out stays.',
      body: workspaceChangeSchema,
      reply: workspaceSchema,
      handle: async ({ body }, caller) => {
        await checkPicture(caller.workspaceId, body.settings?.logo);
        await workspaces.change(caller.workspaceId, actorOf(caller), body);
        return workspaces.show(caller.workspaceId);
      },
    }),
    endpoint('seeLiveState', {
      method: 'GET',
      path: '/api/v1/live',
      summary: 'Who is online where, and how the server is.',
      reply: liveStateSchema,
      handle: (_call, { workspaceId }) => liveState(workspaceId),
    }),
    endpoint('seeLiveState', {
      method: 'GET',
      path: '/api/v1/live/history',
      summary: 'Figures of the whole server over the last hour: numbers, and nothing of who or where.',
      reply: liveHistorySchema,
      handle: async () => liveHistory(),
    }),
  ];
}
