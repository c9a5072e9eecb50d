import { defaultSignalingLimits } from '@atrium/signaling';

const { maxPeoplePerWorld, maxPeopleByZoneType, media } = defaultSignalingLimits;

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
  ATRIUM_HTTPS: 'off',
  ATRIUM_TLS_CERT: '',
  ATRIUM_TLS_KEY: '',
  ATRIUM_ALLOWED_ORIGINS: '',
  ATRIUM_EMBED_ORIGINS: '',
  ATRIUM_TRUSTED_PROXIES: '',
  ATRIUM_SECRET: '',
  ATRIUM_STUN_URLS: '',
  ATRIUM_TURN_URLS: '',
  ATRIUM_TURN_SECRET: '',
  ATRIUM_TURN_CREDENTIAL_SECONDS: '3600',
  ATRIUM_SFU: 'auto',
  ATRIUM_SFU_WORKERS: '',
  ATRIUM_SFU_LISTEN: '',
  ATRIUM_SFU_PORT: '40000',
  ATRIUM_SFU_ANNOUNCED_ADDRESS: '',
  ATRIUM_P2P_MAX_PEOPLE: String(media.p2pMaxPeople),
  ATRIUM_P2P_MAX_CAMERAS: String(media.p2pMaxCameras),
  ATRIUM_P2P_RETURN_MARGIN: String(media.p2pReturnMargin),
  ATRIUM_P2P_RETURN_SECONDS: String(media.p2pReturnMs / 1000),
  ATRIUM_P2P_MAX_RELAYED_PERCENT: String(media.maxRelayedShare * 100),
  ATRIUM_P2P_MAX_LOSS_PERCENT: String(media.maxLossShare * 100),
  ATRIUM_EARSHOT_TILES: String(media.earshotTiles),
  ATRIUM_LOG_LEVEL: 'info',
  ATRIUM_MAX_CONNECTIONS: '5000',
  ATRIUM_MAX_UNAUTHENTICATED_PER_ADDRESS: '200',
  ATRIUM_GUESTS_PER_MINUTE: '300',
  ATRIUM_REQUESTS_PER_MINUTE: '1200',
  ATRIUM_MAX_PEOPLE_PER_WORLD: String(maxPeoplePerWorld),
  ATRIUM_MAX_PEOPLE_OPEN_AREA: String(maxPeopleByZoneType.OpenArea),
  ATRIUM_MAX_PEOPLE_TEAM_AREA: String(maxPeopleByZoneType.TeamArea),
  ATRIUM_MAX_PEOPLE_MEETING_ROOM: String(maxPeopleByZoneType.MeetingRoom),
  ATRIUM_MAX_PEOPLE_PRIVATE_ROOM: String(maxPeopleByZoneType.PrivateRoom),
} as const;
export type VariableName = keyof typeof environmentDefaults;
