import { defaultWorkers } from '@atrium/sfu';
import { defaultSignalingLimits } from '@atrium/signaling';
import type { MediaThresholds } from '@atrium/signaling';
import type { Variables } from './environmentSchema.ts';
import { isLoopback } from '../platform/ownAddresses.ts';

/** A TURN server that knows the same secret as Atrium. */
interface TurnConfiguration {
  readonly urls: readonly string[];
  /** What coturn calls `static-auth-secret`. */
  readonly secret: string;
  /** How long credentials hold, in seconds. */
  readonly credentialSeconds: number;
}

/** Who helps two Clients to reach each other. */
export interface IceConfiguration {
  readonly stunUrls: readonly string[];
  readonly turn: TurnConfiguration | undefined;
}

/** Where the SFU that this process runs listens. */
export interface SfuConfiguration {
  readonly workers: number;
  /** A host name or an IP address; `0.0.0.0` or `::`: every address of this machine that could serve. */
  readonly listenAddress: string;
  /** IP addresses and host names at which Clients are told to look for it, before those it listens on. */
  readonly announcedHosts: readonly string[];
  /** One port for each worker from here on, UDP and TCP; 0: given by the system. */
  readonly firstPort: number;
}

/** People connect once they are so much further apart than they hear each other: the first word is not lost. */
const connectFactor = 1.5;

export function iceConfigurationOf(variables: Variables): IceConfiguration {
  const urls = variables.ATRIUM_TURN_URLS;
  return {
    stunUrls: variables.ATRIUM_STUN_URLS,
    turn:
      urls.length === 0
        ? undefined
        : {
            urls,
            secret: variables.ATRIUM_TURN_SECRET,
            credentialSeconds: variables.ATRIUM_TURN_CREDENTIAL_SECONDS,
          },
  };
}

/** Which SFU the server uses. */
export type SfuChoice =
  | { readonly kind: 'off' }
  | { readonly kind: 'embedded'; readonly listening: SfuConfiguration }
  /** @property path of the Unix socket at which `atrium sfu` listens */
  | { readonly kind: 'socket'; readonly path: string };

export function sfuChoiceOf(variables: Variables): SfuChoice {
  const { ATRIUM_SFU: chosen } = variables;
  if (chosen === 'off') return { kind: 'off' };
  if (chosen !== 'auto') return { kind: 'socket', path: chosen };
  return { kind: 'embedded', listening: sfuConfigurationOf(variables) };
}

export function sfuConfigurationOf(variables: Variables): SfuConfiguration {
  return {
    workers: variables.ATRIUM_SFU_WORKERS || defaultWorkers(),
    listenAddress: variables.ATRIUM_SFU_LISTEN || sfuListensAt(variables.ATRIUM_HOST),
    announcedHosts: variables.ATRIUM_SFU_ANNOUNCED_ADDRESS,
    firstPort: variables.ATRIUM_SFU_PORT,
  };
}

/**
 * Pages on this machine reach Atrium on loopback, but Firefox never sends media there (RFC 8445, 5.1.1.1): then the SFU
 * listens on the machine's other addresses as well.
 */
function sfuListensAt(host: string): string {
  return isLoopback(host) ? '0.0.0.0' : host;
}

export function mediaThresholdsOf(variables: Variables): MediaThresholds {
  return {
    ...defaultSignalingLimits.media,
    p2pMaxPeople: variables.ATRIUM_P2P_MAX_PEOPLE,
    p2pMaxCameras: variables.ATRIUM_P2P_MAX_CAMERAS,
    p2pReturnMargin: variables.ATRIUM_P2P_RETURN_MARGIN,
    p2pReturnMs: variables.ATRIUM_P2P_RETURN_SECONDS * 1000,
    maxRelayedShare: variables.ATRIUM_P2P_MAX_RELAYED_PERCENT / 100,
    maxLossShare: variables.ATRIUM_P2P_MAX_LOSS_PERCENT / 100,
    earshotTiles: variables.ATRIUM_EARSHOT_TILES,
    connectTiles: variables.ATRIUM_EARSHOT_TILES * connectFactor,
  };
}
