import * as z from 'zod';
import type { VariableName } from './environmentDefaults.ts';
import {
  addressOrNothing,
  domainOrNothing,
  hostAndPortOrNothing,
  hostAndPortOrOff,
  hosts,
  iceUrls,
  names,
  scopes,
  sfuChoice,
  networks,
  originOrNothing,
  pathOrNothing,
  origins,
  urlOrNothing,
  wholeNumber,
} from './variableSchemas.ts';

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** Shorter ones can be guessed; `openssl rand -hex 32` makes one. */
const secretLength = 32;
const secret = z.string().refine((text) => text === '' || text.length >= secretLength, {
  error: `give at least ${secretLength} random characters, or leave it out`,
});
const day = 86_400;

/** Each variable on its own; what contradicts another one is found by `findContradictions`. */
export const environmentSchema = z.object({
  ATRIUM_HOST: z.string(),
  ATRIUM_PORT: wholeNumber(0, 65_535),
  ATRIUM_PUBLIC_URL: originOrNothing,
  ATRIUM_ACCOUNTS: z.enum(['on', 'off'], { error: 'choose one of on, off' }),
  ATRIUM_DATA_DIR: z.string(),
  DATABASE_URL: z
    .string()
    .regex(
      /^(postgres(ql)?:\/\/.*)?$/,
      'give an address as in postgres://atrium:secret@db.example.com/atrium',
    ),
  ATRIUM_S3_ENDPOINT: originOrNothing,
  ATRIUM_S3_BUCKET: z.string(),
  ATRIUM_S3_REGION: z.string(),
  ATRIUM_S3_ACCESS_KEY_ID: z.string(),
  ATRIUM_S3_SECRET_ACCESS_KEY: z.string(),
  ATRIUM_ASSET_BASE_URL: originOrNothing,
  ATRIUM_OIDC_ISSUER: urlOrNothing,
  ATRIUM_OIDC_CLIENT_ID: z.string(),
  ATRIUM_OIDC_CLIENT_SECRET: z.string(),
  ATRIUM_OIDC_NAME: z.string().max(40),
  ATRIUM_OIDC_CLIENT_AUTH: z.enum(['auto', 'basic', 'post'], { error: 'choose one of auto, basic, post' }),
  ATRIUM_OIDC_SCOPES: scopes,
  ATRIUM_OIDC_TRUST_EMAIL: z.enum(['on', 'off'], { error: 'choose one of on, off' }),
  ATRIUM_OIDC_GROUPS_CLAIM: z.string().trim(),
  ATRIUM_OIDC_ADMIN_GROUPS: names,
  ATRIUM_OIDC_EDITOR_GROUPS: names,
  ATRIUM_OIDC_MEMBER_GROUPS: names,
  ATRIUM_OIDC_WORKSPACE: z.string().trim(),
  ATRIUM_WORLDS_DIR: z.string(),
  ATRIUM_DEFAULT_WORLD: z.string(),
  ATRIUM_CLIENT_DIR: z.string(),
  ATRIUM_DOMAIN: domainOrNothing,
  ATRIUM_HTTPS: z.enum(['auto', 'off', 'self-signed'], { error: 'choose one of auto, off, self-signed' }),
  ATRIUM_HTTP_PORT: z.literal('off').or(wholeNumber(0, 65_535)),
  ATRIUM_ACME_DIRECTORY: urlOrNothing,
  ATRIUM_ACME_EMAIL: z.literal('').or(z.email('give an email address, or leave it out')),
  ATRIUM_EDGE_SOCKET: pathOrNothing,
  ATRIUM_EDGE_CERT: pathOrNothing,
  ATRIUM_TLS_CERT: z.string(),
  ATRIUM_TLS_KEY: z.string(),
  ATRIUM_ALLOWED_HOSTS: hosts,
  ATRIUM_ALLOWED_ORIGINS: origins,
  ATRIUM_EMBED_ORIGINS: origins,
  ATRIUM_TRUSTED_PROXIES: networks,
  ATRIUM_SECRET: secret,
  ATRIUM_CLUSTER_LISTEN: hostAndPortOrNothing,
  ATRIUM_CLUSTER_ADDRESS: hostAndPortOrNothing,
  ATRIUM_STUN_URLS: iceUrls('stun', 'stun:stun.example.com:3478'),
  ATRIUM_TURN_URLS: iceUrls('turn', 'turn:turn.example.com:3478?transport=udp'),
  ATRIUM_TURN_SECRET: secret,
  ATRIUM_TURN_CREDENTIAL_SECONDS: wholeNumber(60, 7 * day),
  ATRIUM_SFU: sfuChoice,
  ATRIUM_SFU_WORKERS: z.literal('').or(wholeNumber(1, 64)),
  ATRIUM_SFU_LISTEN: addressOrNothing,
  ATRIUM_SFU_PORT: wholeNumber(0, 65_535),
  ATRIUM_SFU_ANNOUNCED_ADDRESS: hosts,
  ATRIUM_P2P_MAX_PEOPLE: wholeNumber(2, 16),
  ATRIUM_P2P_MAX_CAMERAS: wholeNumber(0, 16),
  ATRIUM_P2P_RETURN_MARGIN: wholeNumber(0, 16),
  ATRIUM_P2P_RETURN_SECONDS: wholeNumber(0, 3_600),
  ATRIUM_P2P_MAX_RELAYED_PERCENT: wholeNumber(0, 100),
  ATRIUM_P2P_MAX_LOSS_PERCENT: wholeNumber(0, 100),
  ATRIUM_EARSHOT_TILES: wholeNumber(1, 100),
  ATRIUM_LOG_LEVEL: z.enum(logLevels, { error: `choose one of ${logLevels.join(', ')}` }),
  ATRIUM_LOG_DAYS: wholeNumber(0, 3_660),
  ATRIUM_METRICS: hostAndPortOrOff,
  ATRIUM_MAX_CONNECTIONS: wholeNumber(1, 1_000_000),
  ATRIUM_MAX_UNAUTHENTICATED_PER_ADDRESS: wholeNumber(1, 1_000_000),
  ATRIUM_SIGN_INS_PER_MINUTE: wholeNumber(1, 1_000_000),
  ATRIUM_GUESTS_PER_MINUTE: wholeNumber(1, 1_000_000),
  ATRIUM_REQUESTS_PER_MINUTE: wholeNumber(1, 1_000_000),
  // A networkId has 16 bits, and rests for a while before somebody else gets it.
  ATRIUM_MAX_PEOPLE_PER_WORLD: wholeNumber(1, 10_000),
  ATRIUM_MAX_PEOPLE_OPEN_AREA: wholeNumber(1, 10_000),
  ATRIUM_MAX_PEOPLE_TEAM_AREA: wholeNumber(1, 10_000),
  ATRIUM_MAX_PEOPLE_MEETING_ROOM: wholeNumber(1, 10_000),
  ATRIUM_MAX_PEOPLE_PRIVATE_ROOM: wholeNumber(1, 10_000),
} satisfies Record<VariableName, z.ZodType>);

export type Variables = z.output<typeof environmentSchema>;
