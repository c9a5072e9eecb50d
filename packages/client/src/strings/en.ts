import type { AvatarLook } from '@atrium/protocol';
import type { Role, ZoneType } from '@atrium/world';
import { closingsEn, errorsEn } from './errorsEn.ts';
import { mediaEn } from './mediaEn.ts';
import { togetherEn } from './togetherEn.ts';
import { listWords, pluralOf } from './wording.ts';

const plural = pluralOf('en');
const list = listWords('en');
const people = (count: number) => plural(count, { one: '1 person', other: `${count} people` });

const skin: Record<AvatarLook['skin'], string> = {
  porcelain: 'Porcelain',
  sand: 'Sand',
  honey: 'Honey',
  almond: 'Almond',
  umber: 'Umber',
  espresso: 'Espresso',
};

const hairStyle: Record<AvatarLook['hairStyle'], string> = {
  none: 'No hair',
  short: 'Short',
  curly: 'Curly',
  bob: 'Bob',
  long: 'Long',
  bun: 'Bun',
  afro: 'Afro',
  hijab: 'Hijab',
};

const hairColour: Record<AvatarLook['hairColour'], string> = {
  black: 'Black',
  brown: 'Brown',
  chestnut: 'Chestnut',
  blond: 'Blond',
  red: 'Red',
  grey: 'Grey',
  teal: 'Teal',
  plum: 'Plum',
};

const clothing: Record<AvatarLook['clothing'], string> = {
  tshirt: 'T-shirt',
  shirt: 'Shirt',
  hoodie: 'Hoodie',
  jacket: 'Jacket',
  dress: 'Dress',
};

const clothingColour: Record<AvatarLook['clothingColour'], string> = {
  blue: 'Blue',
  green: 'Green',
  red: 'Red',
  yellow: 'Yellow',
  purple: 'Purple',
  teal: 'Teal',
  orange: 'Orange',
  grey: 'Grey',
  white: 'White',
  black: 'Black',
};

const trousersColour: Record<AvatarLook['trousersColour'], string> = {
  navy: 'Navy',
  black: 'Black',
  grey: 'Grey',
  brown: 'Brown',
  olive: 'Olive',
  sand: 'Sand',
};

const accessory: Record<AvatarLook['accessory'], string> = {
  none: 'Nothing',
  glasses: 'Glasses',
  headphones: 'Headphones',
  cap: 'Cap',
  scarf: 'Scarf',
  beard: 'Beard',
};

const zoneTypes: Record<ZoneType, string> = {
  OpenArea: 'Open area',
  TeamArea: 'Team area',
  MeetingRoom: 'Meeting room',
  PrivateRoom: 'Private room',
};

const roles: Record<Role, string> = {
  Admin: 'admins',
  Editor: 'editors',
  Member: 'members',
  Guest: 'guests',
};

/** Every text of the Client, in English. The other languages have its shape. */
export const en = {
  app: {
    name: 'Atrium',
    loading: 'Loading',
    titleIn: (place: string, world: string) => `${place} · ${world}`,
  },
  pages: {
    unknownWorldTitle: 'World not found',
    unknownWorldText: (worldId: string) => `There’s no world called “${worldId}” on this server.`,
    noWorldsTitle: 'No worlds yet',
    noWorldsText: 'There’s no world you can enter on this server.',
    notSetUpTitle: 'Atrium isn’t set up yet',
    notSetUpText:
      'If you run this server, open the link it printed when it started to create your workspace.',
    unreachableTitle: 'Can’t reach the server',
    unreachableText: 'Check your connection. If others can’t reach it either, the server may be down.',
    brokenTitle: 'This world can’t be opened',
    brokenText: 'Its file is damaged, or was made for a newer version of Atrium.',
    failedTitle: 'Something went wrong',
    notFoundTitle: 'Page not found',
    notFoundText: 'The link may be wrong or out of date.',
    tryAgain: 'Try again',
    goHome: 'Go to the office',
  },
  lobby: {
    enterWorld: (world: string) => `Enter ${world}`,
    tagline: 'Share a room, share the conversation.',
    name: 'Your name',
    nameHint: 'Others see it above your avatar.',
    nameMissing: 'Enter your name.',
    avatar: 'Your avatar',
    presets: 'Presets',
    preset: (index: number) => `Avatar ${index}`,
    tabs: { presets: 'Presets', head: 'Head', clothes: 'Clothes', extras: 'Extras' },
    skin: 'Skin',
    hairStyle: 'Hair',
    hairColour: 'Hair colour',
    clothing: 'Clothes',
    clothingColour: 'Colour',
    trousersColour: 'Trousers',
    accessory: 'Accessory',
    randomise: 'Surprise me',
    turnLeft: 'Turn left',
    turnRight: 'Turn right',
    preview: 'Preview of your avatar',
    spawnPoint: 'Start at',
    unnamedSpawnPoint: (index: number) => `Entrance ${index}`,
    language: 'Language',
    enter: 'Enter',
    entering: 'Entering…',
    unreachable: 'Can’t reach the server. Try again.',
    peopleInside: (count: number) =>
      plural(count, {
        zero: 'No one is inside yet',
        one: '1 person is inside',
        other: `${count} people are inside`,
      }),
    account: 'Account',
    administration: 'Administration',
    asGuest: 'You’re entering as a guest.',
    signIn: 'Sign in',
    signedInTo: (workspace: string) => `Signed in to ${workspace}`,
    otherWorlds: 'Other worlds',
    welcomeBack: 'You’ve left. Come back any time.',
  },
  choices: { skin, hairStyle, hairColour, clothing, clothingColour, trousersColour, accessory },
  zoneTypes,
  zone: {
    forRoles: (allowed: readonly Role[]) =>
      allowed.length === 0 ? 'No one can enter.' : `Only for ${list(allowed.map((role) => roles[role]))}.`,
    people,
    limit: (most: number) => `Up to ${most} people`,
    audio: {
      proximity: 'You hear people near you',
      zone: 'Everyone here can hear each other',
      'push-to-talk': 'Everyone here can hear each other. Hold a key to talk',
      off: 'Quiet area: no audio',
    },
    privacy: 'No one outside can see or hear you',
    allowed: {
      camera: 'Cameras',
      screenShare: 'Screen sharing',
      whiteboard: 'Whiteboard',
    },
    forbidden: { camera: 'No cameras', screenShare: 'No screen sharing', whiteboard: 'No whiteboard' },
    showRules: 'Show what you can do here',
  },
  world: {
    region: (world: string) => `${world}, world`,
    instructions:
      'Walk with the arrow keys. Press Enter to sit down, stand up or use things, Tab to reach the toolbar, and Escape to come back here.',
    instructionsKeys: (help: string) => `Press ${help} for all shortcuts.`,
    connecting: 'Connecting…',
    noGraphics: 'This browser can’t show the world. Try another browser.',
    sit: 'Sit down',
    standUp: 'Stand up',
  },
  toolbar: {
    label: 'Toolbar',
    people: (count: number) => `People (${count})`,
    invite: 'Invite',
    minimap: 'Minimap',
    settings: 'Settings',
    help: 'Help',
    leave: 'Leave',
    more: 'More',
  },
  media: mediaEn,
  together: togetherEn,
  panel: { close: 'Close' },
  people: {
    title: 'People',
    search: 'Search people',
    clearSearch: 'Clear search',
    you: 'you',
    walkToPerson: (name: string) => `Walk to ${name}`,
    walkToZone: (zone: string) => `Walk to ${zone}`,
    /** The mark comes first: where there is little room, the end is what is cut off. */
    guestNamed: (name: string) => `Guest · ${name}`,
    inPrivateRoom: 'In a private room',
    otherPlaces: 'Other places',
    here: 'here',
    nobodyFound: (query: string) => `No one called “${query}” is here.`,
    loading: 'Loading people…',
    failed: 'Couldn’t load the list of people.',
    onlyYou: 'You’re the only one here.',
    noWay: (target: string) => `You can’t get to ${target} from here.`,
    walkingTo: (target: string) => `Walking to ${target}…`,
  },
  minimap: {
    label: (zone: string) => `Map of the world. You’re in ${zone}. Click to walk somewhere.`,
    title: 'Minimap',
    hide: 'Hide minimap',
  },
  /** Of the panel; what is in it arrives with it. */
  settings: { title: 'Settings', systemLanguage: 'Browser language' },
  fault: {
    updated: 'Atrium has been updated. Reload to get the new version.',
    updatedAndMissing:
      'Atrium has been updated. Reload to keep using everything. You’ll come back to where you are.',
    missing: 'Part of the page didn’t load. Trying again…',
    reload: 'Reload',
    later: 'Later',
    part: 'This part stopped working.',
    request: (id: string) => `Tell your host this number: ${id}`,
    pageTitle: 'This page stopped working',
    pageText:
      'Reload it, and you’ll come back to where you were. If it happens again, send this page’s log to the person who runs the server.',
  },
  report: {
    copy: 'Copy log',
    copied: 'Log copied.',
  },
  shortcuts: {
    title: 'Help',
    action: {
      up: 'Walk up',
      down: 'Walk down',
      left: 'Walk left',
      right: 'Walk right',
      interact: 'Sit, open, knock',
      microphone: 'Mute or unmute',
      pushToTalk: 'Hold to talk',
      camera: 'Turn camera on or off',
      screen: 'Share your screen',
      doNotDisturb: 'Do not disturb',
      people: 'People',
      chat: 'Chat',
      raiseHand: 'Raise or lower your hand',
      dance: 'Dance (hold)',
      waveNearest: 'Wave at the person nearest to you',
      reaction1: 'Wave',
      reaction2: 'Thumbs up',
      reaction3: 'Heart',
      reaction4: 'Laugh',
      reaction5: 'Celebrate',
      reaction6: 'Coffee?',
      minimap: 'Minimap',
      settings: 'Settings',
      help: 'Help',
      zoomIn: 'Zoom in',
      zoomOut: 'Zoom out',
      centre: 'Centre on yourself',
    },
  },
  keys: {
    space: 'Space',
    arrowup: 'Up',
    arrowdown: 'Down',
    arrowleft: 'Left',
    arrowright: 'Right',
    enter: 'Enter',
    escape: 'Esc',
    home: 'Home',
  },
  connection: {
    lost: 'Connection lost. Reconnecting…',
    busy: 'The server is busy. Trying again…',
    attempt: (attempt: number) => `Attempt ${attempt}`,
    back: 'You’re back online.',
    sentOut: (by: string, reason: string) => `${by} removed you from this world: ${reason}`,
    bannedBy: (by: string, reason: string) => `${by} banned you from this workspace: ${reason}`,
    endedTitle: 'You’ve been disconnected',
    replacedTitle: 'You’re here in another tab',
    replacedText: 'You can be in a world only once. Continue here instead?',
    useHere: 'Continue here',
    fullTitle: 'This world is full',
    goneTitle: 'Can’t reach the server',
    changedTitle: 'This world has changed',
    versionTitle: 'There’s a new version of Atrium',
    reload: 'Reload',
    tryAgain: 'Try again',
    toLobby: 'Back to lobby',
  },
  closings: closingsEn,
  errors: errorsEn,
  refused: {
    doorForRoles: (zone: string, allowed: readonly Role[]) =>
      `The door to ${zone} only opens for ${list(allowed.map((role) => roles[role]))}.`,
    doorFromInside: (zone: string) => `The door to ${zone} only opens from inside.`,
    doorInUse: 'Someone is in the doorway. Wait a moment.',
    passageInUse: 'Someone is in the way. Wait a moment.',
    zoneFull: (zone: string) => `${zone} is full.`,
    seatTaken: 'That seat is taken.',
    noSeat: 'Nothing to use here.',
    noWay: 'You can’t get there.',
    zoneHopping: 'You’re going back and forth too fast. Wait a moment.',
  },
  toasts: { label: 'Notifications', dismiss: 'Dismiss' },
  announce: {
    entered: (zone: string, type: string) => `You’re in ${zone}, ${type}.`,
    alone: 'No one else is here.',
    with: (names: readonly string[], more: number) =>
      more > 0 ? `Here: ${names.join(', ')} and ${more} more.` : `Here: ${list(names)}.`,
    came: (names: readonly string[]) => `${list(names)} came in.`,
    manyCame: (count: number) => `${people(count)} came in.`,
    left: (names: readonly string[]) => `${list(names)} left.`,
    manyLeft: (count: number) => `${people(count)} left.`,
    seated: 'You sat down.',
    stood: 'You stood up.',
  },
};

/** The shape every language has; a missing text does not compile. */
export type Strings = typeof en;
