import type { Rectangle } from '../geometry/rectangle.ts';

/** Where in the World file something is: keys and places in lists, from the outside in. */
export type IssuePath = readonly (string | number)[];

/** What can be said about a World file. Each code has a row in docs/extend/world-file.md. */
export const worldIssueCodes = {
  'file-too-large': { severity: 'error', meaning: 'The file has more bytes than a World file may have.' },
  'not-utf8': { severity: 'error', meaning: 'The file is not UTF-8 text.' },
  'not-json': {
    severity: 'error',
    meaning: 'The text is not JSON; the message says at which line and column.',
  },
  'duplicate-key': { severity: 'error', meaning: 'A key stands twice in the same braces.' },
  'too-deep': { severity: 'error', meaning: 'Brackets are nested deeper than any World needs.' },
  'format-version': { severity: 'error', meaning: '`formatVersion` is not a whole number from 0 on.' },
  'format-too-new': { severity: 'error', meaning: 'The file was written for a newer Atrium.' },

  'missing-key': { severity: 'error', meaning: 'A key that has to be there is missing.' },
  'unknown-key': {
    severity: 'error',
    meaning: 'A key that the format does not have; often a slip of the pen.',
  },
  'wrong-type': {
    severity: 'error',
    meaning: 'A value of the wrong kind, such as text where a number belongs.',
  },
  'wrong-value': { severity: 'error', meaning: 'A value that is not one of those allowed.' },
  'wrong-text': {
    severity: 'error',
    meaning: 'Text not written as it has to be: an id, a date, a web address.',
  },
  'out-of-range': { severity: 'error', meaning: 'A number or a text that is too small or too large.' },
  'too-many': { severity: 'error', meaning: 'A list with more entries than the limits allow.' },
  'too-few': { severity: 'error', meaning: 'A list with fewer entries than it needs.' },
  'more-issues': { severity: 'error', meaning: 'There are more errors than are listed.' },

  'tile-count': { severity: 'error', meaning: 'A layer has not exactly width x height tiles.' },
  'unknown-tile': {
    severity: 'error',
    meaning: 'A tile is a number that the palette of its layer does not have.',
  },
  'outside-map': { severity: 'error', meaning: 'Something lies outside of the Map, wholly or in part.' },
  'duplicate-id': { severity: 'error', meaning: 'Two things have the same id.' },
  'zone-area': {
    severity: 'error',
    meaning: 'A Zone has not exactly one of `bounds` and a proper `polygon`.',
  },
  'zone-overlap': {
    severity: 'error',
    meaning: 'Zones overlap, other than a PrivateRoom wholly in a TeamArea.',
  },
  'door-unknown-zone': { severity: 'error', meaning: 'A Door leads to a Zone that does not exist.' },
  'door-not-in-wall': { severity: 'error', meaning: 'A Door is not between two ends of a wall.' },
  'door-beside-zone': {
    severity: 'error',
    meaning: 'The Zone of a Door does not begin behind it, on one side.',
  },
  'door-without-roles': { severity: 'error', meaning: 'A Door for Roles lists none in `allowedRoles`.' },
  'gate-blocked': { severity: 'error', meaning: 'Furniture or a wall blocks a doorway or passage.' },
  'gate-overlap': { severity: 'error', meaning: 'Doors or passages share a tile.' },
  'unknown-object': { severity: 'error', meaning: 'A link names an Object that does not exist.' },
  'link-cycle': { severity: 'error', meaning: 'The links of Objects lead back to where they began.' },
  'no-seat': { severity: 'error', meaning: 'An Object is for sitting, but has no place to sit.' },
  'spawn-blocked': { severity: 'error', meaning: 'A SpawnPoint is in a wall or in furniture.' },
  'spawn-in-private-room': { severity: 'error', meaning: 'A SpawnPoint is in a PrivateRoom.' },
  'spawn-in-doorway': { severity: 'error', meaning: 'A SpawnPoint is in a doorway or passage.' },
  'private-room-open': {
    severity: 'error',
    meaning: 'A PrivateRoom can be entered other than by its Doors.',
  },

  'more-warnings': { severity: 'warning', meaning: 'There are more warnings than are listed.' },
  'unreachable-tiles': { severity: 'warning', meaning: 'Walkable tiles that nobody can get to.' },
  'unreachable-seat': { severity: 'warning', meaning: 'A seat that nobody can get to.' },
  'open-border': { severity: 'warning', meaning: 'Zones border on each other openly for more than 4 tiles.' },
  'computer-without-chair': { severity: 'warning', meaning: 'A Computer that no Chair is linked to.' },
  'occupancy-unused': {
    severity: 'warning',
    meaning: 'An Object has an `occupancy` that means nothing for it.',
  },
  'opens-unused': { severity: 'warning', meaning: 'A seat has a page to open, which nobody gets to see.' },
  'persistent-unused': { severity: 'warning', meaning: 'Something other than a Whiteboard is `persistent`.' },
  'knock-without-roles': {
    severity: 'warning',
    meaning: 'A Door to knock at lists no Roles: nobody can be the first to enter by it.',
  },
  'spawn-behind-door': {
    severity: 'warning',
    meaning: 'A SpawnPoint is in a Zone whose Doors do not admit everybody.',
  },
  'object-overlap': { severity: 'warning', meaning: 'Furniture overlaps a wall or other furniture.' },
  'unknown-look': { severity: 'warning', meaning: 'An Object has a look that its type does not have.' },
  'missing-image': { severity: 'warning', meaning: 'An Object has no image where one is needed.' },
  'custom-unused': { severity: 'warning', meaning: 'An Object says of itself what only a Custom one may.' },
  'nothing-beneath': { severity: 'warning', meaning: 'An Object that stands on others has none beneath it.' },
} as const satisfies Readonly<Record<string, { severity: 'error' | 'warning'; meaning: string }>>;

export type WorldIssueCode = keyof typeof worldIssueCodes;

/** What an issue is about, so that an editor can show it in place. Empty for mistakes in the shape of a file. */
export interface IssueSubject {
  /** Ids of Zones, Doors, passages, Objects and SpawnPoints; the one to be changed first. */
  readonly ids: readonly string[];
  /** Where it is, in whole tiles; some may lie outside of the Map. */
  readonly tiles: readonly Rectangle[];
}

/** Ids, and rectangles of tiles, that one issue lists at most: there may be a thousand issues. */
export const subjectLimits = { ids: 16, rectangles: 64 } as const;

/** Something that is wrong with a World file, or could be better. */
export interface WorldIssue {
  /** Where, as in `zones[2].bounds`; empty for the file as a whole. */
  readonly path: string;
  readonly code: WorldIssueCode;
  /** A sentence for the person who edits the Map. */
  readonly message: string;
  readonly about: IssueSubject;
}

/** Writes a path as people do: `zones[2].bounds.x`. */
export function formatIssuePath(path: IssuePath): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}

/** @param about cut to {@link subjectLimits} */
export function worldIssue(
  path: IssuePath,
  code: WorldIssueCode,
  message: string,
  { ids = [], tiles = [] }: Partial<IssueSubject> = {},
): WorldIssue {
  const about = { ids: ids.slice(0, subjectLimits.ids), tiles: tiles.slice(0, subjectLimits.rectangles) };
  return { path: formatIssuePath(path), code, message, about };
}

/** Whether an issue keeps a file from being a World. */
export function isError(issue: WorldIssue): boolean {
  return worldIssueCodes[issue.code].severity === 'error';
}
