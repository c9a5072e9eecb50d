import type { Position, World, WorldIssue } from '@atrium/world';

/** A file that a person has chosen. */
export interface ImportFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface ImportOptions {
  /** Whether two tiles of 32 px become one tile, along each side. Counts for Tiled maps alone. */
  readonly isHalfSize: boolean;
  /** What things are called that the map has no name for, in the language of the person. */
  readonly names: ImportNames;
}

export type ImportNames = Readonly<Record<'ground' | 'meeting' | 'silent' | 'named', string>>;

export const importLimits = {
  files: 100,
  /** Of all files together. */
  bytes: 64 * 1024 * 1024,
  /** Of all layers of tiles together, 4 bytes a tile. */
  unpackedBytes: 64 * 1024 * 1024,
  layers: 1_000,
  /** Of all layers together. */
  chunks: 20_000,
  areas: 2_000,
  entities: 10_000,
  /** Elements of an XML file, tiles not counted. */
  elements: 200_000,
  depth: 32,
  /** Notes that are listed one by one. */
  notes: 200,
} as const;

/** Why files cannot be opened at all. Nothing has changed then. */
export type ImportFailureReason =
  | { readonly code: 'no-map' | 'too-many-files' | 'files-too-large' | 'map-empty' | 'unpacked-too-large' }
  | { readonly code: 'stopped' }
  | { readonly code: 'several-maps'; readonly names: readonly string[] }
  | { readonly code: 'not-text' | 'not-known' | 'has-doctype' | 'too-complex'; readonly file: string }
  | {
      readonly code: 'not-json' | 'not-xml';
      readonly file: string;
      readonly line: number;
      readonly column: number;
    }
  /** `path` leads to what is not as it has to be, as in `layers.3.width`. */
  | { readonly code: 'wrong-shape'; readonly file: string; readonly path: string }
  | { readonly code: 'not-orthogonal'; readonly orientation: string }
  | { readonly code: 'map-too-large'; readonly width: number; readonly height: number }
  | { readonly code: 'world-invalid'; readonly file: string; readonly issues: readonly WorldIssue[] };

export class ImportFailure extends Error {
  readonly reason: ImportFailureReason;

  constructor(reason: ImportFailureReason, cause?: unknown) {
    super(`Files cannot be imported: ${reason.code}.`, { cause });
    this.reason = reason;
  }
}

type ImportNoteCode =
  | 'tileset-missing'
  | 'file-unused'
  | 'layer-unreadable'
  | 'area-overlaps'
  | 'area-too-small'
  | 'area-outside'
  | 'zones-too-many'
  | 'link-relative'
  | 'link-without-place'
  | 'exit'
  | 'feature'
  | 'entity-unknown'
  | 'entity-without-place'
  | 'object-unknown'
  | 'start-moved'
  | 'start-missing'
  | 'starts-too-many'
  | 'more';

/** What could not be taken over as it was. */
export interface ImportNote {
  readonly code: ImportNoteCode;
  /** Of the layer, area, file or property that it is about. */
  readonly name: string;
  /** Where that is in the World, in tiles. */
  readonly place?: Position | undefined;
  /** What it is about besides its name, such as the address of a link. */
  readonly detail?: string | undefined;
  /** How many tiles or things it is about. */
  readonly count?: number | undefined;
}

/** Collects notes, no more than people read. */
export class ImportNotes {
  #notes: ImportNote[] = [];
  #more = 0;

  add(note: ImportNote): void {
    if (this.#notes.length < importLimits.notes) this.#notes.push(note);
    else this.#more++;
  }

  /** The Map begins elsewhere than it did. */
  moveBy({ x, y }: Position): void {
    this.#notes = this.#notes.map((note) =>
      note.place === undefined ? note : { ...note, place: { x: note.place.x + x, y: note.place.y + y } },
    );
  }

  get list(): readonly ImportNote[] {
    return this.#more === 0 ? this.#notes : [...this.#notes, { code: 'more', name: '', count: this.#more }];
  }
}

export type ImportResult =
  | {
      readonly ok: true;
      /** Whether the files are a World file, or a Tiled map that was made a World. */
      readonly kind: 'world' | 'map';
      /** In the current format; of a World file it may have errors. */
      readonly world: World;
      readonly notes: readonly ImportNote[];
    }
  | { readonly ok: false; readonly reason: ImportFailureReason };
