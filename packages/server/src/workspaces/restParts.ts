import { Attempts, WorkspaceFailure, draftOf } from '@atrium/workspace';
import type { Entrance, RestParts, Seals, VisitTokens, WorldDraft, WorldTemplates } from '@atrium/workspace';
import type { World } from '@atrium/world';
import type { Configuration } from '../configuration/configuration.ts';
import { assetUrl } from './openWorkspaces.ts';
import { describeLiveState } from './liveState.ts';
import type { LiveStateSources } from './liveState.ts';

export interface RestPartsOptions
  extends LiveStateSources, Pick<Configuration, 'assetBaseUrl' | 'signInsPerMinute' | 'guestsPerMinute'> {
  readonly entrance: Entrance;
  readonly seals: Seals;
  readonly beginConnectionTest: RestParts['beginConnectionTest'];
  readonly liveHistory: RestParts['liveHistory'];
  readonly tokens: VisitTokens;
  /** By id, the one that a new Workspace begins with first. */
  readonly templates: ReadonlyMap<string, World>;
}

/** What the REST API is made of, in this server. */
export function createRestParts(options: RestPartsOptions): RestParts {
  const { workspaces, tokens, templates, signaling, assetBaseUrl, publicUrl } = options;
  const { services } = workspaces;
  const startedAtMs = performance.now();
  const drafts = new Map(Array.from(templates, ([templateId, world]) => [templateId, draftOf(world)]));
  const [firstTemplate] = drafts.values();
  return {
    services,
    tokens,
    entrance: options.entrance,
    seals: options.seals,
    beginConnectionTest: options.beginConnectionTest,
    guestsPerMinute: options.guestsPerMinute,
    signInsPerMinute: options.signInsPerMinute,
    attempts: workspaces.cluster?.attempts ?? new Attempts(() => performance.now()),
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
    peopleIn: (worldId) =>
      signaling.peopleIn(worldId) + (workspaces.cluster?.leases.peopleElsewhere(worldId) ?? 0),
    liveHistory: options.liveHistory,
    liveState: (workspaceId) => describeLiveState(options, workspaceId, startedAtMs),
  };
}

function templatesOf(drafts: ReadonlyMap<string, WorldDraft>): WorldTemplates {
  return {
    list: () =>
      Array.from(drafts.values(), ({ head }) => ({ templateId: head.worldId, name: head.meta.name })),
    read: (templateId) => drafts.get(templateId),
  };
}
