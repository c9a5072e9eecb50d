import type { LiveHistory, LiveState } from '@atrium/protocol';
import type { EntranceParts } from './entranceEndpoints.ts';
import type { Attempts, SharedAttempts } from '../accounts/attempts.ts';
import type { VisitTokens } from '../visits/visits.ts';
import type { WorkspaceServices } from '../workspaceServices.ts';
import type { WorldDraft } from '../worlds/worldDraft.ts';
import type { PreparedWorld } from '../worlds/worldStore.ts';

/** Worlds to begin with. */
export interface WorldTemplates {
  list(): readonly { readonly templateId: string; readonly name: string }[];
  read(templateId: string): WorldDraft | undefined;
}

/** What the REST API is made of. */
export interface RestParts extends EntranceParts {
  readonly services: WorkspaceServices;
  readonly tokens: VisitTokens;
  readonly attempts: Pick<Attempts | SharedAttempts, 'take' | 'succeed'>;
  /** Requests a minute of one address by which something could be guessed. */
  readonly signInsPerMinute: number;
  readonly templates: WorldTemplates;
  /** Where an image among the assets is delivered from, by its file name. */
  readonly pathOf: (file: string) => string;
  /** @throws WorkspaceFailure `not_found` where it is no picture of this Workspace */
  readonly checkPicture: (workspaceId: string, file: string | null | undefined) => Promise<void>;
  /** What a new Workspace begins with. */
  readonly prepareFirstWorld: (workspaceId: string) => Promise<PreparedWorld | undefined>;
  /** A link for people to pass on: absolute where the host has set a public address. @param path as in `/join#...` */
  readonly linkTo: (path: string) => string;
  readonly liveState: (workspaceId: string) => Promise<LiveState>;
  /** Figures of the whole server over the last hour. */
  readonly liveHistory: () => LiveHistory;
}
