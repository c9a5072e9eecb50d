/** Texts of what lies around the plan, in English. */
export const frameEn = {
  /** By how they are shown now: what the button does. */
  wallsShown: { cut: 'Show full walls', full: 'Show as a plan', plan: 'Cut walls down' },
  zoneParts: {
    label: 'A rectangle',
    new: 'is a new zone',
    add: 'adds to the selected one',
    subtract: 'takes away from it',
  },
  versions: {
    copied: 'Copy made. It is in the list of worlds.',
    title: 'Versions',
    region: (number: number) => `Version ${number}`,
    readOnly: 'To look at. Nothing changes here.',
    back: 'Back to the draft',
    unreadable: 'This version can’t be read.',
  },
  touch: { label: 'What you placed', yes: 'Place it here', turn: 'Turn', no: 'Do not place it' },
  outlineTree: 'Outline',
  selected: (name: string) => `Selected: ${name}`,
  planHelp:
    'Arrow keys move a tile, with Shift they draw. Enter does what the tool does there, Escape gives it up. Letters choose tools. Control K finds anything.',
  place: { legend: 'Place in tiles', x: 'From the left (x)', y: 'From the top (y)' },
  finder: {
    title: 'Find anything',
    label: 'A zone, an object or a command',
    found: (count: number) => (count === 1 ? '1 found' : `${count} found`),
    nothing: 'Nothing has this name.',
    tool: 'Tool',
    command: 'Command',
    place: (name: string) => `Place: ${name}`,
    duplicate: 'Duplicate',
    selectAll: 'Select everything',
  },
  walk: {
    start: 'Walk through',
    label: 'Walk through the draft',
    region: 'Walking through the draft',
    inZone: (zone: string, type: string) => `${zone} · ${type}`,
    as: 'Role',
    people: 'Somebody is in each room',
    end: 'Back to building',
    help: 'Walk as in the world. Only you see this: you have not moved for the others. Esc ends it.',
    closed: {
      locked: 'an Admin has locked this door.',
      role: 'this door is closed to this role.',
      empty: 'one has to knock here, and nobody is inside to answer.',
      knock: 'one has to knock here; who is inside answers.',
    },
    knock: (key: string) => `Knock and be let in (${key})`,
  },
};
export type FrameStrings = typeof frameEn;
