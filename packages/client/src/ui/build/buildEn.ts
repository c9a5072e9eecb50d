import type { EditRefusal, ObjectType, Role } from '@atrium/world';
import type { RoomDesign } from '../../build/furnishedRooms.ts';
import type { ToolName } from '../../build/tools.ts';
import type { FloorChoice, ObjectGroup, WallChoice } from './palettes.ts';

const tools: Record<ToolName, string> = {
  select: 'Select',
  room: 'Room',
  wall: 'Wall',
  floor: 'Floor',
  zone: 'Zone',
  door: 'Door',
  object: 'Objects',
  link: 'Link',
  spawn: 'Start place',
  erase: 'Erase',
};

/** What to do with each tool: one line. */
const toolHelp: Record<ToolName, string> = {
  select:
    'Click to select, drag to move. Drag over the floor to select several. Double-click a Zone for the whole room.',
  room: 'Drag from corner to corner: floor, walls and door in one go.',
  wall: 'Drag a straight line. With Alt it takes walls away.',
  floor: 'Drag over the floor. With Alt it takes the floor away.',
  zone: 'Drag a rectangle: a Zone without walls. Shift adds it to the selected Zone, Alt takes it away from it.',
  door: 'Click on a wall that has a Zone behind it.',
  object: 'Click to place it. The keys . and , turn it.',
  link: 'Drag from a computer to its chair. Once more takes the link away.',
  spawn: 'Click where people may arrive.',
  erase: 'Click on what should go, or drag over it.',
};

const objects: Record<ObjectType, string> = {
  Chair: 'Chair',
  LoungeChair: 'Lounge chair',
  Sofa: 'Sofa',
  Desk: 'Desk',
  Computer: 'Computer',
  MeetingTable: 'Meeting table',
  CoffeeTable: 'Coffee table',
  Whiteboard: 'Whiteboard',
  Screen: 'Screen',
  Plant: 'Plant',
  TallPlant: 'Tall plant',
  HangingPlant: 'Hanging plant',
  Lamp: 'Lamp',
  Rug: 'Rug',
  Bookshelf: 'Bookshelf',
  CoffeeMachine: 'Coffee machine',
  WaterCooler: 'Water cooler',
  KitchenCounter: 'Kitchen counter',
  PhoneBooth: 'Phone booth',
  ReceptionDesk: 'Reception desk',
};

const objectGroups: Record<ObjectGroup, string> = {
  work: 'Work',
  meet: 'Meet',
  relax: 'Relax',
  kitchen: 'Kitchen',
  decor: 'Plants and light',
};

const floors: Record<FloorChoice, string> = {
  oak: 'Oak',
  wood: 'Dark wood',
  carpet: 'Carpet',
  stone: 'Stone',
  tile: 'Tiles',
};

const walls: Record<WallChoice, string> = { wall: 'Wall', window: 'Window', glass: 'Glass' };

const roles: Record<Role, string> = {
  Admin: 'Admins',
  Editor: 'Editors',
  Member: 'Members',
  Guest: 'Guests',
};

const designs: Record<RoomDesign | 'empty', string> = {
  empty: 'Empty room',
  oneToOne: 'One-to-one',
  meeting6: 'Meeting for 6',
  meeting12: 'Meeting for 12',
  focus: 'Focus booth',
  teamBay: 'Team bay',
  kitchen: 'Kitchen',
  lounge: 'Lounge',
  library: 'Library',
};

const refusals: Record<EditRefusal, string> = {
  'outside-map': 'This would lie outside of the map.',
  'too-small': 'Too small: a room needs three tiles each way.',
  'too-large': 'The map would be too large.',
  'too-many': 'The World may not have more of these.',
  'not-straight': 'A wall runs along one row or column.',
  'no-such-layer': 'The map has no such layer.',
  'nothing-selected': 'Nothing is selected.',
  'unknown-id': 'This is not there any more.',
  'not-a-value': 'This is not allowed here.',
  'zone-overlap': 'Zones may not overlap, except a private room in a team area.',
  'zone-shape': 'A Zone is in one piece, without a hole.',
  'door-not-in-wall': 'A door needs a wall on both sides.',
  'door-beside-zone': 'A door needs a Zone right behind it, on one side only.',
  'gate-overlap': 'There is a door or passage already.',
  'link-cycle': 'These links would lead back to where they began.',
  'last-spawn-point': 'The World needs at least one start place.',
};

/** Texts of Build Mode in English. */
export const buildEn = {
  button: 'Build',
  label: 'Build Mode',
  region: (world: string) => `Plan of ${world}`,
  opening: 'Opening the draft …',
  cannotOpen: 'The draft cannot be opened.',
  tryAgain: 'Try again',
  close: 'Close',
  held: {
    title: (name: string) => `${name} is building`,
    text: (since: string) => `Since ${since}. Two people cannot change the same draft at once.`,
    self: 'You are building in another tab or on another device.',
    mayTakeOver: 'You may go on with the draft; who has it now is told.',
    later: 'You may take over when nothing has been done there for ten minutes.',
    takeOver: 'Take over',
  },
  lost: {
    title: 'You are not building any more',
    takenOver: 'The draft was taken over: by another person, or by you in another tab.',
    noRight: 'You may not change this World any more.',
    ended: 'The draft cannot be saved any more.',
    saved: 'All you did is saved.',
    unsaved:
      'The last steps could not be saved. Keep them as a file: it can be made into a World of its own.',
    download: 'Save as file',
  },
  saving: {
    saved: 'Draft saved',
    unsaved: 'Saving …',
    retrying: 'Not saved yet: trying again',
    refused: 'Not saved',
  },
  undo: 'Undo',
  redo: 'Redo',
  zones: 'Show Zones',
  problemCount: (count: number) =>
    count === 0 ? 'No problems' : count === 1 ? '1 problem' : `${count} problems`,
  unchecked: 'Checked when you publish',
  toPublish: 'Publish …',
  done: 'Done',
  tools,
  toolHelp,
  toolbox: 'Tools',
  palette: 'Choices',
  objects,
  objectGroups,
  search: 'Search Objects',
  find: 'Find in this World',
  nothingFound: 'Nothing here has this name.',
  more: (count: number) => `and ${count} more`,
  floorAt: (x: number, y: number, floor: string, zone: string) => `${x}, ${y}: ${floor}, ${zone}`,
  noFloor: 'no floor',
  noObjects: 'No Object has this name.',
  floors,
  designs,
  wallKinds: walls,
  kinds: { zones: 'Zone', doors: 'Door', passages: 'Passage', objects: 'Object', spawnPoints: 'Start place' },
  inspector: {
    label: 'Properties',
    several: (count: number) => `${count} things selected`,
    room: (name: string) => `Room: ${name}`,
    world: 'World',
    name: 'Name',
    type: 'Type',
    floor: 'Floor',
    wall: 'Walls',
    size: (width: number, height: number) => `${width} × ${height} tiles`,
    groundName: 'Name of the area around the Zones',
    place: (x: number, y: number) => `At ${x}, ${y}`,
    furniture: 'Furniture',
    width: 'Width in tiles',
    height: 'Height in tiles',
    rules: 'Rules',
    audio: 'Sound',
    audioRules: { usual: 'As usual', 'push-to-talk': 'Only while a key is held', off: 'Off' },
    camera: 'Cameras',
    screenShare: 'Screen sharing',
    whiteboard: 'Whiteboards',
    allowed: { usual: 'As usual', yes: 'Allowed', no: 'Not allowed' },
    maxPeople: 'People at most',
    maxPeopleNote: (usual: number) => `Empty: as usual (${usual}).`,
    access: 'Who may enter',
    accessTypes: { open: 'Everybody', role: 'Only some Roles', knock: 'Who knocks and is let in' },
    roles,
    rolesKnock: 'Without knocking while nobody is inside',
    rolesOnly: 'These Roles',
    leadsTo: 'Leads to',
    opens: 'Opens the page',
    opensNote: 'A web address with https://',
    persistent: 'What is drawn stays',
    oneAtATime: 'One person at a time',
    links: (count: number) => (count === 1 ? '1 link' : `${count} links`),
    turn: 'Turn',
    erase: 'Remove',
    selectRoom: 'Select the whole room',
    newRoom: (type: string, number: number) => `${type} ${number}`,
  },
  at: (x: number, y: number) => `${x}, ${y}`,
  sized: (width: number, height: number) => `${width} × ${height}`,
  doubtful: 'This does not stand well here.',
  refusals,
  narrow: 'Building needs a larger screen: turn the device, or use a computer.',
  announced: { opened: 'Build Mode. The World’s keys rest.', closed: 'You are back in the World.' },
};
export type ShellStrings = typeof buildEn;
