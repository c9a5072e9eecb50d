import {
  draftEndSchema,
  draftFileQuerySchema,
  draftLimits,
  draftPublicationSchema,
  draftSaveSchema,
  draftSavedSchema,
  draftStateSchema,
  leaseEndSchema,
  leaseRenewalSchema,
  leaseReplySchema,
  leaseRequestSchema,
  managedWorldSchema,
} from '@atrium/protocol';
import type { DraftState } from '@atrium/protocol';
import type { KeptDraft } from '../worlds/draftStore.ts';
import type { Lease } from '../worlds/editorLeases.ts';
import { actorOf, endpoint } from './endpoint.ts';
import type { Caller, Endpoint } from './endpoint.ts';
import type { RestParts } from './restParts.ts';
import { JsonDocument, documentSchema } from './worldDocuments.ts';
import { bytesSchema, showWorld, worldFileSchema, worldParams } from './worldEndpoints.ts';

const path = '/api/v1/managed-worlds/:worldId/draft';

/** Editing Worlds: who does, what they have saved, and publishing it. */
export function draftEndpoints(parts: RestParts): readonly Endpoint[] {
  return [...leaseEndpoints(parts), ...fileEndpoints(parts), publishEndpoint(parts)];
}

function placeOf(caller: Caller, worldId: string) {
  return { workspaceId: caller.workspaceId, worldId, actor: actorOf(caller) };
}

function leaseEndpoints(parts: RestParts): readonly Endpoint[] {
  const { leases } = parts.services;
  return [
    endpoint('build', {
      method: 'POST',
      path: `${path}/lease`,
      summary:
        'Takes the lease of a World, for 90 s. From somebody else: after they have done nothing for 10 minutes, or as an Admin.',
      params: worldParams,
      body: leaseRequestSchema,
      reply: leaseReplySchema,
      handle: async ({ params: { worldId }, body }, caller) => {
        const fence = await leases.take(placeOf(caller, worldId), body);
        return { ...(await stateOf(parts, caller.workspaceId, worldId)), fence };
      },
    }),
    endpoint('build', {
      method: 'PUT',
      path: `${path}/lease`,
      summary: 'Renews a lease for another 90 s; to be done every 30 s.',
      params: worldParams,
      body: leaseRenewalSchema,
      reply: draftStateSchema,
      handle: async ({ params: { worldId }, body }, caller) => {
        await leases.renew(placeOf(caller, worldId), body.fence, body);
        return stateOf(parts, caller.workspaceId, worldId);
      },
    }),
    endpoint('build', {
      method: 'DELETE',
      path: `${path}/lease`,
      summary: 'Gives a lease up. The draft stays.',
      params: worldParams,
      query: leaseEndSchema,
      handle: ({ params: { worldId }, query }, caller) =>
        leases.giveUp(placeOf(caller, worldId), query.fence),
    }),
  ];
}

function fileEndpoints(parts: RestParts): readonly Endpoint[] {
  const { drafts, worlds } = parts.services;
  return [
    endpoint('build', {
      method: 'GET',
      path,
      summary: 'Whether a World has a draft, and who edits it.',
      params: worldParams,
      reply: draftStateSchema,
      handle: ({ params: { worldId } }, { workspaceId }) => stateOf(parts, workspaceId, worldId),
    }),
    endpoint('build', {
      method: 'GET',
      path: `${path}/file`,
      summary: 'The file of a draft, as it was saved.',
      params: worldParams,
      query: draftFileQuerySchema,
      reply: documentSchema,
      handle: async ({ params, query }, { workspaceId }) => {
        const { worldId } = await worlds.findOwn(workspaceId, params.worldId);
        const { json, packed, hash } = await drafts.readFile(worldId, query.revision);
        return new JsonDocument(json, packed, `"${hash}"`);
      },
    }),
    endpoint('build', {
      method: 'PUT',
      path,
      summary:
        'Saves a draft: a World file in the shape of docs/extend/world-file.md, valid or not, as JSON or packed with gzip.',
      params: worldParams,
      query: draftSaveSchema,
      bodyBytes: draftLimits.fileBytes,
      body: bytesSchema,
      bodyOf: worldFileSchema,
      reply: draftSavedSchema,
      handle: async ({ params: { worldId }, query, body }, caller) => {
        const { revision, savedAt } = await drafts.save(placeOf(caller, worldId), query, body);
        return { revision, savedAt: savedAt.getTime() };
      },
    }),
    endpoint('build', {
      method: 'DELETE',
      path,
      summary: 'Throws a draft away.',
      params: worldParams,
      query: draftEndSchema,
      handle: ({ params: { worldId }, query }, caller) => drafts.discard(placeOf(caller, worldId), query),
    }),
  ];
}

function publishEndpoint(parts: RestParts): Endpoint {
  const { drafts, worlds } = parts.services;
  return endpoint('build', {
    method: 'POST',
    path: `${path}/publish`,
    summary: 'Publishes a draft as a new version of its World; the people inside move to it.',
    params: worldParams,
    body: draftPublicationSchema,
    reply: managedWorldSchema,
    handle: async ({ params: { worldId }, body }, caller) => {
      await drafts.publish(placeOf(caller, worldId), body);
      return showWorld(parts, await worlds.findOwn(caller.workspaceId, worldId));
    },
  });
}

/** @throws WorkspaceFailure `world_unknown` */
async function stateOf(
  { services: { worlds, drafts, leases, ports } }: RestParts,
  workspaceId: string,
  worldId: string,
): Promise<DraftState> {
  const { currentVersion } = await worlds.findOwn(workspaceId, worldId);
  const { revision, draft } = await drafts.find(worldId);
  const lease = await leases.find(worldId);
  return {
    revision,
    draft: draft === undefined ? null : shownDraft(draft),
    lease: lease === undefined ? null : shownLease(lease),
    currentVersion,
    now: ports.nowMs(),
  };
}

function shownDraft({ base, savedAtMs, savedBy, bytes }: KeptDraft) {
  return { base, savedAt: savedAtMs, savedBy, bytes };
}

function shownLease({ holder: { personId, name }, takenAtMs, activeAtMs, expiresAtMs }: Lease) {
  return { personId, name, since: takenAtMs, activeAt: activeAtMs, expiresAt: expiresAtMs };
}
