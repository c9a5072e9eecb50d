import * as z from 'zod';
import {
  assetKinds,
  assetListSchema,
  assetLimits,
  assetMetadataSchema,
  assetSchema,
  managedWorldListSchema,
  managedWorldSchema,
  titleSchema,
  worldChangeSchema,
  worldCreationSchema,
  worldPublicationSchema,
  worldRestorationSchema,
  worldTemplateListSchema,
  worldVersion,
  worldVersionListSchema,
} from '@atrium/protocol';
import type { ManagedWorld } from '@atrium/protocol';
import { worldLimits } from '@atrium/world';
import { WorkspaceFailure } from '../workspaceFailure.ts';
import type { ReadCreation } from '../reading/readSentFile.ts';
import { writeDraft } from '../worlds/worldDraft.ts';
import type { WorldDraft } from '../worlds/worldDraft.ts';
import type { KeptWorld } from '../worlds/worldStore.ts';
import { accountEndpoint, actorOf, endpoint } from './endpoint.ts';
import type { Endpoint } from './endpoint.ts';
import { forgetPicture } from './forgetPicture.ts';
import type { RestParts, WorldTemplates } from './restParts.ts';

export const worldParams = z.object({ worldId: z.string().min(1).max(64) });
const fileParams = z.object({ file: z.string().regex(/^[0-9a-f]{64}\.(png|webp|svg)$/) });
/** Room around the file in the body of a request. */
const wrappingBytes = 4_096;
/** Bytes as they are, for files. */
export const bytesSchema = z.instanceof(Uint8Array);
/** A World file: docs/extend/world-file.md. */
export const worldFileSchema = z.record(z.string(), z.unknown());

/** Managing Worlds. Entering them is for `GET /api/v1/worlds`. */
export function worldEndpoints(parts: RestParts): readonly Endpoint[] {
  const shown: ShowWorld = (kept) => showWorld(parts, kept);
  return [
    ...worldListEndpoints(parts, shown),
    ...oneWorldEndpoints(parts, shown),
    ...worldFileEndpoints(parts, shown),
    ...worldVersionEndpoints(parts, shown),
  ];
}

/** A World as the Administration shows it. */
export async function showWorld(
  { services: { worlds }, peopleIn }: Pick<RestParts, 'services' | 'peopleIn'>,
  kept: KeptWorld,
): Promise<ManagedWorld> {
  const versions = await worlds.versions(kept.worldId);
  const { worldId, name, isDefault, guests, isArchived, createdAtMs: createdAt, currentVersion } = kept;
  const people = peopleIn(worldId);
  const version = versions[0]?.version ?? '';
  return {
    worldId,
    name,
    isDefault,
    guests,
    isArchived,
    version,
    currentVersion,
    versions: versions.length,
    people,
    createdAt,
  };
}

type ShowWorld = (kept: KeptWorld) => Promise<ManagedWorld>;

function worldListEndpoints(
  { services: { worlds, ports }, templates }: RestParts,
  shown: ShowWorld,
): readonly Endpoint[] {
  return [
    endpoint('build', {
      method: 'GET',
      path: '/api/v1/managed-worlds',
      summary: 'All Worlds of the Workspace, archived ones too.',
      reply: managedWorldListSchema,
      handle: async (_call, { workspaceId }) => {
        const list = [];
        for (const kept of await worlds.list(workspaceId)) list.push(await shown(kept));
        return { worlds: list };
      },
    }),
    endpoint('manageWorlds', {
      method: 'GET',
      path: '/api/v1/world-templates',
      summary: 'Worlds to begin with.',
      reply: worldTemplateListSchema,
      handle: async () => ({ templates: [...templates.list()] }),
    }),
    endpoint('manageWorlds', {
      method: 'GET',
      path: '/api/v1/world-templates/:templateId/file',
      summary: 'The World file of a template.',
      params: z.object({ templateId: z.string().min(1).max(64) }),
      reply: bytesSchema,
      handle: async ({ params: { templateId } }) => {
        const template = templates.read(templateId);
        if (template === undefined) throw new WorkspaceFailure('not_found');
        return writeDraft(template);
      },
    }),
    endpoint('manageWorlds', {
      method: 'POST',
      path: '/api/v1/managed-worlds',
      summary: 'Makes a World of a template, of another World, or of a World file.',
      bodyBytes: worldLimits.fileBytes + wrappingBytes,
      body: bytesSchema,
      bodyOf: worldCreationSchema,
      reply: managedWorldSchema,
      handle: async ({ body }, caller) => {
        const creation = await ports.readers.read(caller.personId, 'creation', { bytes: body });
        const actor = actorOf(caller);
        const { worldId: original, version: number } = creation.copyOf ?? {};
        const file =
          original === undefined
            ? fileOf(creation, templates)
            : await worlds.draftOfVersion(caller.workspaceId, actor, { worldId: original, number });
        const worldId = await worlds.add(caller.workspaceId, actor, creation.name, file);
        return shown(await worlds.findOwn(caller.workspaceId, worldId));
      },
    }),
  ];
}

function oneWorldEndpoints({ services: { worlds } }: RestParts, shown: ShowWorld): readonly Endpoint[] {
  return [
    endpoint('manageWorlds', {
      method: 'PATCH',
      path: '/api/v1/managed-worlds/:worldId',
      summary: 'Renames a World, archives it, makes it the default one, or says whether Guests may enter.',
      params: worldParams,
      body: worldChangeSchema,
      reply: managedWorldSchema,
      handle: async ({ params, body }, caller) => {
        await worlds.change(caller.workspaceId, actorOf(caller), params.worldId, body);
        return shown(await worlds.findOwn(caller.workspaceId, params.worldId));
      },
    }),
    endpoint('manageWorlds', {
      method: 'DELETE',
      path: '/api/v1/managed-worlds/:worldId',
      summary: 'Deletes a World with all its versions and its draft.',
      params: worldParams,
      handle: ({ params }, caller) => worlds.delete(caller.workspaceId, actorOf(caller), params.worldId),
    }),
  ];
}

function worldFileEndpoints(
  { services: { worlds, ports } }: RestParts,
  shown: ShowWorld,
): readonly Endpoint[] {
  return [
    endpoint('build', {
      method: 'GET',
      path: '/api/v1/managed-worlds/:worldId/file',
      summary: 'The World file of the current version.',
      params: worldParams,
      reply: bytesSchema,
      handle: async ({ params: { worldId } }, { workspaceId }) => {
        const { currentVersion } = await worlds.findOwn(workspaceId, worldId);
        return worlds.readFile(worldId, currentVersion);
      },
    }),
    endpoint('build', {
      method: 'PUT',
      path: '/api/v1/managed-worlds/:worldId/file',
      summary:
        'Publishes a new version of a World; the people inside move to it. Refused while somebody else edits it.',
      params: worldParams,
      query: worldPublicationSchema,
      bodyBytes: worldLimits.fileBytes,
      body: bytesSchema,
      bodyOf: worldFileSchema,
      reply: managedWorldSchema,
      handle: async ({ params, query, body }, caller) => {
        const draft = await ports.readers.read(caller.personId, 'world', { bytes: body });
        await worlds.publish(caller.workspaceId, actorOf(caller), params.worldId, draft, query);
        return shown(await worlds.findOwn(caller.workspaceId, params.worldId));
      },
    }),
  ];
}

const versionParams = worldParams.extend({ version: z.coerce.number().pipe(worldVersion) });
const yearSeconds = 365 * 24 * 60 * 60;

function worldVersionEndpoints({ services: { worlds } }: RestParts, shown: ShowWorld): readonly Endpoint[] {
  return [
    endpoint('build', {
      method: 'GET',
      path: '/api/v1/managed-worlds/:worldId/versions',
      summary: 'All versions of a World, the newest first: who published them, when, and what they wrote.',
      params: worldParams,
      reply: worldVersionListSchema,
      handle: async ({ params }, { workspaceId }) => {
        const { worldId } = await worlds.findOwn(workspaceId, params.worldId);
        return {
          versions: (await worlds.versions(worldId)).map((kept) => ({
            number: kept.number,
            version: kept.version,
            createdAt: kept.createdAt.getTime(),
            createdBy: kept.createdBy,
            note: kept.note,
            restoredFrom: kept.restoredFrom,
          })),
        };
      },
    }),
    endpoint('build', {
      method: 'GET',
      path: '/api/v1/managed-worlds/:worldId/versions/:version/file',
      summary: 'The World file of a version, as it was published. It never changes.',
      keptSeconds: yearSeconds,
      params: versionParams,
      reply: bytesSchema,
      handle: async ({ params }, { workspaceId }) => {
        const { worldId } = await worlds.findOwn(workspaceId, params.worldId);
        return worlds.readFile(worldId, params.version);
      },
    }),
    endpoint('build', {
      method: 'POST',
      path: '/api/v1/managed-worlds/:worldId/versions/:version/restore',
      summary: 'Publishes an earlier version again, as a new one.',
      params: versionParams,
      body: worldRestorationSchema,
      reply: managedWorldSchema,
      handle: async ({ params: { worldId, version }, body }, caller) => {
        await worlds.restore(caller.workspaceId, actorOf(caller), worldId, version, body);
        return shown(await worlds.findOwn(caller.workspaceId, worldId));
      },
    }),
  ];
}

/** What a new World begins with. @throws WorkspaceFailure `not_found` */
function fileOf({ templateId, draft }: ReadCreation, templates: WorldTemplates): WorldDraft {
  const file = templateId === undefined ? draft : templates.read(templateId);
  if (file === undefined) throw new WorkspaceFailure('not_found');
  return file;
}

const uploadQuery = z.strictObject({
  name: titleSchema,
  /** JSON. */
  metadata: z.string().max(2_000),
});

/** Images of a Workspace. They are delivered from elsewhere, to everybody who knows their names. */
export function assetEndpoints(parts: RestParts): readonly Endpoint[] {
  const { assets } = parts.services;
  return [
    ...pictureEndpoints(parts),
    endpoint('manageAssets', {
      method: 'GET',
      path: '/api/v1/assets',
      summary: 'Images of the Workspace, the newest first, page by page.',
      query: z.strictObject({
        search: z.string().max(80).optional(),
        kind: z.enum(assetKinds).optional(),
        after: z
          .string()
          .regex(/^\d{1,6}$/)
          .optional(),
      }),
      reply: assetListSchema,
      handle: ({ query }, { workspaceId }) => assets.list(workspaceId, query),
    }),
    endpoint('manageAssets', {
      method: 'POST',
      path: '/api/v1/assets',
      summary: 'Uploads a PNG, WebP or SVG: its bytes are the body, of type application/octet-stream.',
      bodyBytes: assetLimits.imageBytes,
      query: uploadQuery,
      body: bytesSchema,
      reply: assetSchema,
      handle: ({ query: { name, metadata }, body }, caller) =>
        assets.add(caller.workspaceId, actorOf(caller), {
          name,
          metadata: parseMetadata(metadata),
          bytes: body,
        }),
    }),
    endpoint('manageAssets', {
      method: 'DELETE',
      path: '/api/v1/assets/:file',
      summary: 'Removes an image that nothing uses.',
      params: fileParams,
      handle: ({ params }, caller) => assets.remove(caller.workspaceId, actorOf(caller), params.file),
    }),
  ];
}

/** Each may be a file that is kept. */
const picturesPerMinute = 20;

function pictureEndpoints({
  services: { accounts, assets, sessions },
  pathOf,
}: RestParts): readonly Endpoint[] {
  return [
    accountEndpoint({
      method: 'PUT',
      path: '/api/v1/account/picture',
      perMinute: picturesPerMinute,
      summary: 'Uploads a picture of oneself: its bytes are the body, of type application/octet-stream.',
      bodyBytes: assetLimits.imageBytes,
      body: bytesSchema,
      reply: z.object({ picture: z.string() }),
      handle: async ({ body }, member) => {
        const upload = { name: member.name, metadata: { kind: 'picture' as const }, bytes: body };
        const { file } = await assets.add(member.workspaceId, actorOf(member), upload);
        const still = await sessions.find(member.sessionId);
        if (still !== undefined)
          await forgetPicture({ assets }, member, await accounts.change(still, { picture: file }));
        return { picture: pathOf(file) };
      },
    }),
  ];
}

/** @throws WorkspaceFailure `bad_message` */
function parseMetadata(text: string) {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new WorkspaceFailure('bad_message', 'The metadata are not JSON.');
  }
  const parsed = assetMetadataSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new WorkspaceFailure('bad_message', `The metadata do not fit: ${z.prettifyError(parsed.error)}`);
}
