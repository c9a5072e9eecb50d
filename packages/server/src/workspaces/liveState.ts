import type { LiveState, MediaState } from '@atrium/protocol';
import type { SignalingServer } from '@atrium/signaling';
import packageJson from '../../package.json' with { type: 'json' };
import type { Configuration } from '../configuration/configuration.ts';
import type { ServedCertificate } from '../tls/servedCertificate.ts';
import type { OpenWorkspaces } from './openWorkspaces.ts';

/** What is asked how the server is. */
export interface LiveStateSources extends Pick<Configuration, 'ice' | 'publicUrl'> {
  readonly workspaces: OpenWorkspaces;
  readonly signaling: SignalingServer;
  /** Over what people talk at this moment. */
  readonly media: () => MediaState;
  readonly certificate: Pick<ServedCertificate, 'news'>;
}

/** Who is online where in a Workspace, and how the server is. @param startedAtMs on the clock of `performance` */
export async function describeLiveState(
  { workspaces, signaling, media, ice, publicUrl, certificate }: LiveStateSources,
  workspaceId: string,
  startedAtMs: number,
): Promise<LiveState> {
  const { services, database } = workspaces;
  const worlds = await services.worlds.list(workspaceId);
  return {
    version: packageJson.version,
    publicUrl: publicUrl === '' ? null : publicUrl,
    uptimeSeconds: Math.floor((performance.now() - startedAtMs) / 1000),
    database: database.kind,
    media: media(),
    turn: ice.turn !== undefined,
    certificate: certificate.news(Date.now()) ?? null,
    worlds: worlds.map(({ worldId, name }) => ({
      worldId,
      name,
      people: peopleIn(signaling, worldId),
      connections: connectionsIn(signaling, worldId),
    })),
  };
}

type LiveWorld = LiveState['worlds'][number];

function peopleIn(signaling: SignalingServer, worldId: string): LiveWorld['people'] {
  return signaling.presentIn(worldId).map(({ person, zoneName, isConnected: connected }) => ({
    personId: person.personId,
    name: person.name,
    role: person.role,
    zoneName,
    connected,
  }));
}

function connectionsIn(signaling: SignalingServer, worldId: string): LiveWorld['connections'] {
  return signaling.connectedIn(worldId).map(({ personIds, route, why, rttMs, loss }) => ({
    personIds: [personIds[0], personIds[1]],
    route,
    why: why ?? null,
    rttMs: rttMs ?? null,
    loss: loss ?? null,
  }));
}
