import type { ImportFailureReason, ImportNote } from '../../build/import/importReport.ts';
import { pluralOf } from '../../strings/wording.ts';

/** The reason with a code, of which several may have the same shape. */
type ReasonOf<Code, Reason = ImportFailureReason> = Reason extends { readonly code: infer Codes }
  ? Code extends Codes
    ? Reason
    : never
  : never;
/** Sentences for each reason, of which some need what it is about. */
type FailureWords = {
  readonly [Code in ImportFailureReason['code']]: (reason: ReasonOf<Code>) => string;
};
type NoteWords = { readonly [Code in ImportNote['code']]: (note: ImportNote) => string };

const failures: FailureWords = {
  'no-map': () => 'There’s no map among these files. Choose the map (.tmj, .tmx or a world file) with them.',
  'too-many-files': () => 'These are too many files at once: choose the map and what belongs to it.',
  'files-too-large': () => 'These files are larger than 64 MB together.',
  'map-empty': () => 'Nothing is drawn on this map.',
  'unpacked-too-large': () => 'The layers of this map are larger than 64 MB together.',
  stopped: () => 'The import was stopped: it took too long, or this browser can’t do it.',
  'several-maps': ({ names }) => `Choose one map at a time. These are several: ${names.join(', ')}.`,
  'not-text': ({ file }) => `${file} isn’t a text file.`,
  'not-known': ({ file }) => `${file} isn’t a world file or a map from Tiled or WorkAdventure.`,
  'has-doctype': ({ file }) => `${file} has a document type (DOCTYPE), which isn’t allowed.`,
  'too-complex': ({ file }) => `${file} is nested too deeply or has too many parts.`,
  'not-json': ({ file, line, column }) => `${file} isn’t valid JSON: line ${line}, column ${column}.`,
  'not-xml': ({ file, line, column }) => `${file} isn’t valid XML: line ${line}, column ${column}.`,
  'wrong-shape': ({ file, path }) => `${file} isn’t as it should be at “${path}”.`,
  'not-orthogonal': ({ orientation }) =>
    `This map is “${orientation}”. Only orthogonal maps can be imported, as WorkAdventure’s are.`,
  'map-too-large': ({ width, height }) =>
    `This map has ${width} × ${height} tiles; a world has 512 × 512 at most. Try half size.`,
  'world-invalid': ({ file, issues }) =>
    [`${file} isn’t a valid world file.`, ...issues.map(({ path, message }) => `${path}: ${message}`)].join(
      ' ',
    ),
};

const plural = pluralOf('en');

const named = (name: string) => (name === '' ? '' : ` “${name}”`);
const tiles = (count = 0) => plural(count, { one: '1 tile', other: `${count} tiles` });

const notes: NoteWords = {
  'tileset-missing': ({ name, count }) =>
    `The tileset “${name}” isn’t among the files: whether its ${tiles(count)} are walls is unknown. Choose it with the map.`,
  'file-unused': ({ name }) => `${name} wasn’t needed.`,
  'layer-unreadable': ({ name }) => `The layer${named(name)} can’t be read.`,
  'area-overlaps': ({ name, count }) =>
    count === undefined
      ? `The area${named(name)} lies in others, or around them: it became no zone.`
      : `The area${named(name)} overlaps another and lost ${tiles(count)}.`,
  'area-too-small': ({ name }) => `The area${named(name)} is too small for a zone.`,
  'area-outside': ({ name }) => `The area${named(name)} lies outside of the map.`,
  'zones-too-many': ({ name }) => `The area${named(name)} became no zone: a world has 200 at most.`,
  'link-relative': ({ name, detail }) => `The page of${named(name)} has no full web address: ${detail ?? ''}`,
  'link-without-place': ({ name, detail }) =>
    `There’s no room for the page of${named(name)}: ${detail ?? ''}`,
  exit: ({ name, detail }) => `The exit${named(name)} leads to another map: ${detail ?? ''}`,
  feature: ({ name, detail = '' }) =>
    `“${name}”${detail === '' ? '' : ` of “${detail}”`} has no counterpart.`,
  'entity-unknown': ({ name }) => `The furniture${named(name)} has no counterpart.`,
  'entity-without-place': ({ name }) => `There’s no room for the furniture${named(name)}.`,
  'object-unknown': ({ name }) => `Something that is no area was left out:${named(name)}.`,
  'start-moved': ({ name }) => `The entry${named(name)} was blocked: people arrive next to it.`,
  'start-missing': () => 'The map has no entry: people arrive in the middle of it.',
  'starts-too-many': ({ name }) => `The entry${named(name)} was left out: a world has 100 at most.`,
  more: ({ count = 0 }) => `And ${count} more.`,
};

/** Texts about importing, in English. */
export const importEn = {
  title: 'Import a map',
  text: 'Choose a world file, or a map from Tiled or WorkAdventure with its tilesets and its .wam file, all at once. It takes the place of the draft; Undo brings the draft back.',
  files: 'Files',
  isHalfSize: 'Half size (two tiles become one)',
  halfSizeNote: 'For Tiled maps with more room than people need.',
  read: 'Read files',
  reading: 'Reading the files …',
  replace: 'Replace the draft',
  cancel: 'Cancel',
  size: (width: number, height: number, rooms: number) =>
    `${width} × ${height} tiles, ${plural(rooms, { one: '1 zone', other: `${rooms} zones` })}.`,
  notesTitle: 'Not taken over as it was',
  noNotes: 'Everything was taken over.',
  place: (x: number, y: number) => `at ${x}, ${y}`,
  names: { ground: 'Open area', meeting: 'Meeting room', silent: 'Quiet area', named: 'Area' },
  failures,
  notes,
};
export type ImportStrings = typeof importEn;
