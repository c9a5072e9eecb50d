import { isIP } from 'node:net';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { defaultSignalingLimits } from '@atrium/signaling';
import type { SignalingLimits } from '@atrium/signaling';

/** Everything a host may set, checked. */
export interface Configuration {
  readonly host: string;
  readonly port: number;
  readonly dataFolder: string;
  readonly worldsFolder: string;
  readonly defaultWorldId: string;
  readonly clientFolder: string;
  /** Origins (scheme, host, port) whose pages may connect, besides the server's own. */
  readonly allowedOrigins: readonly string[];
  /** Addresses and networks (CIDR) whose `X-Forwarded-*` headers are believed. */
  readonly trustedProxies: readonly string[];
  /** `undefined`: one of its own, kept in the data folder. */
  readonly secret: string | undefined;
  readonly logLevel: LogLevel;
  readonly maxConnections: number;
  readonly maxUnauthenticatedPerAddress: number;
  readonly guestsPerMinute: number;
  readonly requestsPerMinute: number;
  readonly signaling: SignalingLimits;
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
type LogLevel = (typeof logLevels)[number];

/**
 * Every variable and what it is when nobody sets it; an empty one counts as not set. docs/CONFIGURATION.md has the same
 * names and values, and a test compares the two.
 */
export const environmentDefaults = {
  ATRIUM_HOST: '127.0.0.1',
  ATRIUM_PORT: '3000',
  ATRIUM_DATA_DIR: 'data',
  ATRIUM_WORLDS_DIR: 'packages/world/worlds',
  ATRIUM_DEFAULT_WORLD: 'headquarters',
  ATRIUM_CLIENT_DIR: 'packages/client/dist',
  ATRIUM_ALLOWED_ORIGINS: '',
  ATRIUM_TRUSTED_PROXIES: '',
  ATRIUM_SECRET: '',
  ATRIUM_LOG_LEVEL: 'info',
  ATRIUM_MAX_CONNECTIONS: '5000',
  ATRIUM_MAX_UNAUTHENTICATED_PER_ADDRESS: '200',
  ATRIUM_GUESTS_PER_MINUTE: '300',
  ATRIUM_REQUESTS_PER_MINUTE: '1200',
  ATRIUM_MAX_PEOPLE_PER_WORLD: String(defaultSignalingLimits.maxPeoplePerWorld),
  ATRIUM_MAX_PEOPLE_OPEN_AREA: String(defaultSignalingLimits.maxPeopleByZoneType.OpenArea),
  ATRIUM_MAX_PEOPLE_TEAM_AREA: String(defaultSignalingLimits.maxPeopleByZoneType.TeamArea),
  ATRIUM_MAX_PEOPLE_MEETING_ROOM: String(defaultSignalingLimits.maxPeopleByZoneType.MeetingRoom),
  ATRIUM_MAX_PEOPLE_PRIVATE_ROOM: String(defaultSignalingLimits.maxPeopleByZoneType.PrivateRoom),
} as const;
type VariableName = keyof typeof environmentDefaults;

/** What comes with Atrium lies beside this package, wherever the server is started from. */
const shippedFolders = {
  [environmentDefaults.ATRIUM_WORLDS_DIR]: fileURLToPath(new URL('../../world/worlds', import.meta.url)),
  [environmentDefaults.ATRIUM_CLIENT_DIR]: fileURLToPath(new URL('../../client/dist', import.meta.url)),
};

const secretLength = 32;
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== ''),
);

function wholeNumber(least: number, most: number) {
  const sentence = `give a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\s*\d{1,9}\s*$/, sentence)
    .transform(Number)
    .pipe(z.int(sentence).min(least, sentence).max(most, sentence));
}

const origins = list.pipe(
  z.array(
    z.string().transform((text, context) => {
      const url = URL.canParse(text) ? new URL(text) : undefined;
      if (url !== undefined && /^https?:$/.test(url.protocol) && url.pathname === '/') return url.origin;
      context.addIssue(`"${text}" is not an origin; give scheme and host, as in https://office.example.com`);
      return z.NEVER;
    }),
  ),
);

const networks = list.pipe(
  z.array(
    z.string().refine(isNetwork, {
      error: ({ input }) =>
        `"${String(input)}" is not an address or network; give one as in 10.0.0.7 or 10.0.0.0/8`,
    }),
  ),
);

const environmentSchema = z.object({
  ATRIUM_HOST: z.string(),
  ATRIUM_PORT: wholeNumber(0, 65_535),
  ATRIUM_DATA_DIR: z.string(),
  ATRIUM_WORLDS_DIR: z.string(),
  ATRIUM_DEFAULT_WORLD: z.string(),
  ATRIUM_CLIENT_DIR: z.string(),
  ATRIUM_ALLOWED_ORIGINS: origins,
  ATRIUM_TRUSTED_PROXIES: networks,
  ATRIUM_SECRET: z.string().refine((secret) => secret === '' || secret.length >= secretLength, {
    error: `give at least ${secretLength} random characters, or leave it out`,
  }),
  ATRIUM_LOG_LEVEL: z.enum(logLevels, { error: `choose one of ${logLevels.join(', ')}` }),
  ATRIUM_MAX_CONNECTIONS: wholeNumber(1, 1_000_000),
  ATRIUM_MAX_UNAUTHENTICATED_PER_ADDRESS: wholeNumber(1, 1_000_000),
  ATRIUM_GUESTS_PER_MINUTE: wholeNumber(1, 1_000_000),
  ATRIUM_REQUESTS_PER_MINUTE: wholeNumber(1, 1_000_000),
  // A networkId has 16 bits, and rests for a while before somebody else gets it.
  ATRIUM_MAX_PEOPLE_PER_WORLD: wholeNumber(1, 10_000),
  ATRIUM_MAX_PEOPLE_OPEN_AREA: wholeNumber(1, 10_000),
  ATRIUM_MAX_PEOPLE_TEAM_AREA: wholeNumber(1, 10_000),
  ATRIUM_MAX_PEOPLE_MEETING_ROOM: wholeNumber(1, 10_000),
  ATRIUM_MAX_PEOPLE_PRIVATE_ROOM: wholeNumber(1, 10_000),
} satisfies Record<VariableName, z.ZodType>);

/** The environment is not one that Atrium can start with. */
export class ConfigurationError extends Error {
  /** One sentence for each variable that is wrong. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      `Atrium cannot start with these settings:\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
    );
    this.name = 'ConfigurationError';
    this.problems = problems;
  }
}

/**
 * Reads the configuration from environment variables.
 *
 * @throws ConfigurationError naming every variable that is wrong
 */
export function readConfiguration(environment: Readonly<Record<string, string | undefined>>): Configuration {
  const values = Object.fromEntries(
    Object.entries(environmentDefaults).map(([name, byDefault]) => [name, environment[name] || byDefault]),
  );
  const parsed = environmentSchema.safeParse(values);
  if (!parsed.success) {
    throw new ConfigurationError(
      parsed.error.issues.map((issue) => `${String(issue.path[0])}: ${issue.message}`),
    );
  }
  return toConfiguration(parsed.data);
}

function toConfiguration(variables: z.output<typeof environmentSchema>): Configuration {
  return {
    host: variables.ATRIUM_HOST,
    port: variables.ATRIUM_PORT,
    dataFolder: variables.ATRIUM_DATA_DIR,
    worldsFolder: locateFolder(variables.ATRIUM_WORLDS_DIR),
    defaultWorldId: variables.ATRIUM_DEFAULT_WORLD,
    clientFolder: locateFolder(variables.ATRIUM_CLIENT_DIR),
    allowedOrigins: variables.ATRIUM_ALLOWED_ORIGINS,
    trustedProxies: variables.ATRIUM_TRUSTED_PROXIES,
    secret: variables.ATRIUM_SECRET === '' ? undefined : variables.ATRIUM_SECRET,
    logLevel: variables.ATRIUM_LOG_LEVEL,
    maxConnections: variables.ATRIUM_MAX_CONNECTIONS,
    maxUnauthenticatedPerAddress: variables.ATRIUM_MAX_UNAUTHENTICATED_PER_ADDRESS,
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
    },
  };
}

function locateFolder(folder: string): string {
  return Object.entries(shippedFolders).find(([shipped]) => shipped === folder)?.[1] ?? folder;
}

function isNetwork(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128));
}
