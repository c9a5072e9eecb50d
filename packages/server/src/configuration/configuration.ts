import { defaultSignalingLimits } from '@atrium/signaling';
import type { SignalingLimits } from '@atrium/signaling';
import type { AccountRole } from '@atrium/protocol';
import type { S3Options } from '@atrium/workspace';
import { locateFolder } from '../shippedFolders.ts';
import { ConfigurationError } from './configurationError.ts';
import { environmentDefaults } from './environmentDefaults.ts';
import type { VariableName } from './environmentDefaults.ts';
import { environmentSchema } from './environmentSchema.ts';
import type { Variables } from './environmentSchema.ts';
import { findContradictions } from './findContradictions.ts';
import {
  iceConfigurationOf,
  mediaThresholdsOf,
  sfuChoiceOf,
  sfuConfigurationOf,
} from './mediaConfiguration.ts';
import type { IceConfiguration, SfuChoice, SfuConfiguration } from './mediaConfiguration.ts';
import type { HostAndPort } from './variableSchemas.ts';

/** Where the certificate comes from. */
export type HttpsConfiguration =
  | { readonly kind: 'files'; readonly certificateFile: string; readonly keyFile: string }
  | { readonly kind: 'self-signed' }
  | {
      readonly kind: 'acme';
      readonly acme: AcmeConfiguration;
      /** `undefined`: this server speaks HTTPS itself. */
      readonly edge: EdgeConfiguration | undefined;
      /** Where the authority and browsers are answered over plain HTTP; `undefined`: the edge does that. */
      readonly httpPort: number | undefined;
    };

/** Which authority gives a certificate, for which name. */
export interface AcmeConfiguration {
  readonly domain: string;
  /** Address of the authority's directory (RFC 8555, 7.1.1). */
  readonly directory: string;
  /** Where the authority reaches the host; empty: nowhere. */
  readonly email: string;
}

/** A HAProxy in front, which speaks HTTPS with the certificate of this server. */
export interface EdgeConfiguration {
  /** Path of its admin socket. */
  readonly socket: string;
  /** Path of the certificate, the same for both. */
  readonly certificateFile: string;
}

/** Another way to sign in. */
export interface OidcConfiguration {
  readonly issuer: string;
  readonly clientId: string;
  /** Empty for public clients. */
  readonly clientSecret: string;
  /** What people read on the button. */
  readonly name: string;
  /** How the server says who it is at the token endpoint (OpenID Connect Core 1.0, 9); `auto`: as the provider takes it. */
  readonly clientAuthentication: 'auto' | 'basic' | 'post';
  /** Separated by spaces. */
  readonly scopes: string;
  /** Whether addresses count that the provider does not say it has verified. */
  readonly trustsEmail: boolean;
  /** `undefined`: Roles are given by Admins alone. */
  readonly groups: OidcGroups | undefined;
  /** The Workspace to which groups apply; `undefined`: the only one. */
  readonly workspaceId: string | undefined;
}

/** Which groups at the provider give which Role. */
interface OidcGroups extends Readonly<Record<AccountRole, readonly string[]>> {
  /** Where the provider says somebody's groups: a claim, or one inside of others, as in `realm_access.roles`. */
  readonly claim: string;
}

/** How several servers of one database reach each other. */
export interface ClusterConfiguration {
  /** Where this one listens for the others. */
  readonly listen: HostAndPort;
  /** Where the others reach it; `undefined`: where it listens. */
  readonly address: HostAndPort | undefined;
}

/** Everything a host may set, checked. */
export interface Configuration {
  readonly host: string;
  readonly port: number;
  /** Where people reach this server, as in `https://office.example.com`; empty where nobody has said. */
  readonly publicUrl: string;
  /** Whether people have accounts; otherwise everybody is a Guest, and nothing is kept. */
  readonly hasAccounts: boolean;
  /** `undefined`: a database in the data folder. */
  readonly databaseUrl: string | undefined;
  /** `undefined`: a folder in the data folder. */
  readonly s3: S3Options | undefined;
  /** Of a CDN that delivers images; empty: this server does. */
  readonly assetBaseUrl: string;
  /** `undefined`: people sign in with a password. */
  readonly oidc: OidcConfiguration | undefined;
  /** How long files of the log are kept; 0: there are none. */
  readonly logDays: number;
  readonly dataFolder: string;
  readonly worldsFolder: string;
  readonly defaultWorldId: string;
  readonly clientFolder: string;
  /** `undefined`: plain HTTP. */
  readonly https: HttpsConfiguration | undefined;
  /** Names and addresses at which people reach this server, besides those it knows. */
  readonly allowedHosts: readonly string[];
  /** Origins (scheme, host, port) whose pages may connect, besides the server's own. */
  readonly allowedOrigins: readonly string[];
  /** Origins whose pages Objects may show beside the World; others open in a tab of their own. */
  readonly embedOrigins: readonly string[];
  /** Addresses and networks (CIDR) whose `X-Forwarded-*` headers are believed. */
  readonly trustedProxies: readonly string[];
  /** `undefined`: one of its own, kept in the data folder. */
  readonly secret: string | undefined;
  /** `undefined`: this server has its database for itself. */
  readonly cluster: ClusterConfiguration | undefined;
  readonly ice: IceConfiguration;
  readonly sfu: SfuChoice;
  readonly logLevel: Variables['ATRIUM_LOG_LEVEL'];
  /** Where Prometheus reads figures; `undefined`: nowhere. */
  readonly metrics: HostAndPort | undefined;
  readonly maxConnections: number;
  readonly maxUnauthenticatedPerAddress: number;
  /** Sign-ins, and whatever else a password or the secret of a link could be guessed by, of one address. */
  readonly signInsPerMinute: number;
  readonly guestsPerMinute: number;
  readonly requestsPerMinute: number;
  readonly signaling: SignalingLimits;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the configuration from environment variables.
 *
 * @throws ConfigurationError naming every variable that is wrong
 */
export function readConfiguration(environment: Environment): Configuration {
  return toConfiguration(readVariables(environment));
}

/** What `atrium sfu` needs of the same variables. */
export interface SfuProcessConfiguration {
  /** Of the Unix socket at which servers reach it. */
  readonly path: string;
  readonly listening: SfuConfiguration;
  readonly logLevel: Variables['ATRIUM_LOG_LEVEL'];
}

/**
 * Reads the configuration of an SFU that is a process of its own.
 *
 * @throws ConfigurationError naming every variable that is wrong
 */
export function readSfuConfiguration(environment: Environment): SfuProcessConfiguration {
  const variables = readVariables(environment);
  const choice = sfuChoiceOf(variables);
  if (choice.kind !== 'socket') {
    const why =
      'ATRIUM_SFU: give the path of the socket at which servers reach it, as in /run/atrium/sfu.sock';
    throw new ConfigurationError([why]);
  }
  return {
    path: choice.path,
    listening: sfuConfigurationOf(variables),
    logLevel: variables.ATRIUM_LOG_LEVEL,
  };
}

function readVariables(environment: Environment): Variables {
  const values = valuesOf(environment);
  const parsed = environmentSchema.safeParse(values);
  const issues = parsed.error?.issues ?? [];
  const problems = [
    ...issues.map((issue) => `${String(issue.path[0])}: ${issue.message}`),
    ...findContradictions(values),
  ];
  if (!parsed.success || problems.length > 0) throw new ConfigurationError(problems);
  return parsed.data;
}

function valuesOf(environment: Environment): Record<VariableName, string> {
  const valueOf = (name: VariableName) => environment[name] || environmentDefaults[name];
  // `SFU=off npm start` is short for ATRIUM_SFU; any other value of so plain a name may be meant for something else.
  const sfu =
    environment['ATRIUM_SFU'] || (environment['SFU'] === 'off' ? 'off' : environmentDefaults.ATRIUM_SFU);
  const names = Object.keys(environmentDefaults) as VariableName[];
  const values = Object.fromEntries(names.map((name) => [name, valueOf(name)]));
  return { ...environmentDefaults, ...values, ...valuesForDomain(environment), ATRIUM_SFU: sfu };
}

/** A domain is one decision: what else it takes need not be set. */
function valuesForDomain(environment: Environment): Partial<Record<VariableName, string>> {
  const domain = environment['ATRIUM_DOMAIN']?.trim().toLowerCase();
  if (!domain) return {};
  // Behind an edge, what it forwards to is decided there.
  const listens = environment['ATRIUM_EDGE_SOCKET'] ? {} : { ATRIUM_HOST: '0.0.0.0', ATRIUM_PORT: '443' };
  const values = { ...listens, ATRIUM_PUBLIC_URL: `https://${domain}` };
  return Object.fromEntries(Object.entries(values).filter(([name]) => !environment[name]));
}

function toConfiguration(variables: Variables): Configuration {
  return {
    host: variables.ATRIUM_HOST,
    port: variables.ATRIUM_PORT,
    publicUrl: variables.ATRIUM_PUBLIC_URL,
    hasAccounts: variables.ATRIUM_ACCOUNTS === 'on',
    databaseUrl: variables.DATABASE_URL === '' ? undefined : variables.DATABASE_URL,
    s3: s3ConfigurationOf(variables),
    assetBaseUrl: variables.ATRIUM_ASSET_BASE_URL,
    oidc: oidcConfigurationOf(variables),
    logDays: variables.ATRIUM_LOG_DAYS,
    dataFolder: variables.ATRIUM_DATA_DIR,
    worldsFolder: locateFolder(variables.ATRIUM_WORLDS_DIR),
    defaultWorldId: variables.ATRIUM_DEFAULT_WORLD,
    clientFolder: locateFolder(variables.ATRIUM_CLIENT_DIR),
    https: httpsConfigurationOf(variables),
    allowedHosts: variables.ATRIUM_ALLOWED_HOSTS,
    allowedOrigins: variables.ATRIUM_ALLOWED_ORIGINS,
    embedOrigins: variables.ATRIUM_EMBED_ORIGINS,
    trustedProxies: variables.ATRIUM_TRUSTED_PROXIES,
    secret: variables.ATRIUM_SECRET === '' ? undefined : variables.ATRIUM_SECRET,
    cluster: clusterConfigurationOf(variables),
    ice: iceConfigurationOf(variables),
    sfu: sfuChoiceOf(variables),
    logLevel: variables.ATRIUM_LOG_LEVEL,
    metrics: variables.ATRIUM_METRICS,
    maxConnections: variables.ATRIUM_MAX_CONNECTIONS,
    maxUnauthenticatedPerAddress: variables.ATRIUM_MAX_UNAUTHENTICATED_PER_ADDRESS,
    signInsPerMinute: variables.ATRIUM_SIGN_INS_PER_MINUTE,
    guestsPerMinute: variables.ATRIUM_GUESTS_PER_MINUTE,
    requestsPerMinute: variables.ATRIUM_REQUESTS_PER_MINUTE,
    signaling: {
      ...defaultSignalingLimits,
      maxPeoplePerWorld: variables.ATRIUM_MAX_PEOPLE_PER_WORLD,
      maxPeopleByZoneType: {
        OpenArea: variables.ATRIUM_MAX_PEOPLE_OPEN_AREA,
        TeamArea: variables.ATRIUM_MAX_PEOPLE_TEAM_AREA,
        MeetingRoom: variables.ATRIUM_MAX_PEOPLE_MEETING_ROOM,
        PrivateRoom: variables.ATRIUM_MAX_PEOPLE_PRIVATE_ROOM,
      },
      media: mediaThresholdsOf(variables),
    },
  };
}

function clusterConfigurationOf(variables: Variables): ClusterConfiguration | undefined {
  const { ATRIUM_CLUSTER_LISTEN: listen, ATRIUM_CLUSTER_ADDRESS: address } = variables;
  return listen && { listen, address };
}

function s3ConfigurationOf(variables: Variables): S3Options | undefined {
  if (variables.ATRIUM_S3_ENDPOINT === '') return undefined;
  return {
    endpoint: variables.ATRIUM_S3_ENDPOINT,
    bucket: variables.ATRIUM_S3_BUCKET,
    region: variables.ATRIUM_S3_REGION,
    accessKeyId: variables.ATRIUM_S3_ACCESS_KEY_ID,
    secretAccessKey: variables.ATRIUM_S3_SECRET_ACCESS_KEY,
  };
}

function oidcConfigurationOf(variables: Variables): OidcConfiguration | undefined {
  const { ATRIUM_OIDC_ISSUER: issuer, ATRIUM_OIDC_CLIENT_ID: clientId } = variables;
  if (issuer === '') return undefined;
  const name = variables.ATRIUM_OIDC_NAME || new URL(issuer).host;
  const groups = {
    claim: variables.ATRIUM_OIDC_GROUPS_CLAIM,
    Admin: variables.ATRIUM_OIDC_ADMIN_GROUPS,
    Editor: variables.ATRIUM_OIDC_EDITOR_GROUPS,
    Member: variables.ATRIUM_OIDC_MEMBER_GROUPS,
  };
  return {
    issuer,
    clientId,
    clientSecret: variables.ATRIUM_OIDC_CLIENT_SECRET,
    name,
    clientAuthentication: variables.ATRIUM_OIDC_CLIENT_AUTH,
    scopes: variables.ATRIUM_OIDC_SCOPES,
    trustsEmail: variables.ATRIUM_OIDC_TRUST_EMAIL === 'on',
    groups: [...groups.Admin, ...groups.Editor, ...groups.Member].length === 0 ? undefined : groups,
    workspaceId: variables.ATRIUM_OIDC_WORKSPACE || undefined,
  };
}

function httpsConfigurationOf(variables: Variables): HttpsConfiguration | undefined {
  const { ATRIUM_TLS_CERT: certificateFile, ATRIUM_TLS_KEY: keyFile } = variables;
  if (certificateFile !== '') return { kind: 'files', certificateFile, keyFile };
  if (variables.ATRIUM_HTTPS === 'self-signed') return { kind: 'self-signed' };
  if (variables.ATRIUM_HTTPS === 'off' || variables.ATRIUM_DOMAIN === '') return undefined;
  const { ATRIUM_EDGE_SOCKET: socket, ATRIUM_HTTP_PORT: httpPort } = variables;
  return {
    kind: 'acme',
    acme: {
      domain: variables.ATRIUM_DOMAIN,
      directory: variables.ATRIUM_ACME_DIRECTORY,
      email: variables.ATRIUM_ACME_EMAIL,
    },
    edge: socket === '' ? undefined : { socket, certificateFile: variables.ATRIUM_EDGE_CERT },
    httpPort: socket !== '' || httpPort === 'off' ? undefined : httpPort,
  };
}
