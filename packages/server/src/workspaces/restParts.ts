import type { MediaState } from '@atrium/protocol';
import { Attempts, WorkspaceFailure, draftOf } from '@atrium/workspace';
import type { Entrance, RestParts, Seals, VisitTokens, WorldDraft, WorldTemplates } from '@atrium/workspace';
import type { SignalingServer } from '@atrium/signaling';
import type { World } from '@atrium/world';
import packageJson from '../../package.json' with { type: 'json' };
import type { Configuration } from '../configuration/configuration.ts';
import { assetUrl } from './openWorkspaces.ts';
import type { OpenWorkspaces } from './openWorkspaces.ts';

export interface RestPartsOptions extends Pick<
  Configuration,
  'assetBaseUrl' | 'ice' | 'publicUrl' | 'signInsPerMinute' | 'guestsPerMinute'
> {
  readonly workspaces: OpenWorkspaces;
  readonly entrance: Entrance;
  readonly seals: Seals;
  readonly tokens: VisitTokens;
  /** By id, the one that a new Workspace begins with first. */
  readonly templates: ReadonlyMap<string, World>;
  readonly signaling: SignalingServer;
  /** Over what people talk at this moment. */
  readonly media: () => MediaState;
}

/** What the REST API is made of, in this server. */
export function createRestParts(options: RestPartsOptions): RestParts {
  const { workspaces, tokens, templates, signaling, assetBaseUrl, media, ice, publicUrl } = options;
  const { services, database } = workspaces;
  const startedAtMs = performance.now();
  const drafts = new Map(Array.from(templates, ([templateId, world]) => [templateId, draftOf(world)]));
  const [firstTemplate] = drafts.values();
  return {
    services,
    tokens,
    entrance: options.entrance,
    seals: options.seals,
    guestsPerMinute: options.guestsPerMinute,
    signInsPerMinute: options.signInsPerMinute,
    attempts: new Attempts(() => performance.now()),
    templates: templatesOf(drafts),
    pathOf: (file) => assetUrl(assetBaseUrl, file),
    async checkPicture(workspaceId, file) {
      if (file === undefined || file === null) return;
      const { kind } = await services.assets.find(workspaceId, file);
      if (kind !== 'picture' && kind !== 'logo') throw new WorkspaceFailure('not_found');
    },
    async prepareFirstWorld(workspaceId) {
      return (
        firstTemplate && services.worlds.prepare(workspaceId, firstTemplate.head.meta.name, firstTemplate)
      );
    },
    linkTo: (path) => `${publicUrl}${path}`,
    peopleIn: (worldId) => signaling.peopleIn(worldId),
    async liveState(workspaceId) {
      const worlds = await services.worlds.list(workspaceId);
      return {
        version: packageJson.version,
        publicUrl: publicUrl === '' ? null : publicUrl,
        uptimeSeconds: Math.floor((performance.now() - startedAtMs) / 1000),
        database: database.kind,
        media: media(),
        turn: ice.turn !== undefined,
        worlds: worlds.map(({ worldId, name }) => ({
          worldId,
          name,
          people: signaling.presentIn(worldId).map(({ person, zoneName, isConnected: connected }) => ({
            personId: person.personId,
            name: person.name,
            role: person.role,
            zoneName,
            connected,
          })),
        })),
      };
    },
  };
}

function templatesOf(drafts: ReadonlyMap<string, WorldDraft>): WorldTemplates {
  return {
    list: () =>
      Array.from(drafts.values(), ({ head }) => ({ templateId: head.worldId, name: head.meta.name })),
    read: (templateId) => drafts.get(templateId),
  };
}
