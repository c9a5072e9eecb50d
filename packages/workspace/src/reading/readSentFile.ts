import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { imageSize } from 'image-size';
import { draftLimits, errorMessages, worldCreationSchema } from '@atrium/protocol';
import type { WorldCreation } from '@atrium/protocol';
import {
  layOutWorld,
  outlineOf,
  packTiles,
  parseWorld,
  parseWorldShape,
  parseWorldValue,
  readJson,
} from '@atrium/world';
import type { JsonValue, ParsedWorld, World, WorldLayout, WorldOutline } from '@atrium/world';
import { safeSvg } from './safeSvg.ts';
import { WorkspaceFailure } from '../workspaceFailure.ts';
import { assetsUsedBy } from './assetsUsedBy.ts';
import { draftOfSent } from './worldDraft.ts';
import type { WorldDraft } from './worldDraft.ts';

/** What can be read: bytes that somebody has sent, or that were kept. */
export interface ReadingInputs {
  readonly svg: Bytes;
  /** A World file that is to be published. */
  readonly world: Bytes;
  /** The body of a request to make a World. */
  readonly creation: Bytes;
  /** A World file of this server. */
  readonly 'kept-world': Bytes;
  /** A draft that is to be saved: a World file, packed with gzip or not. */
  readonly draft: Bytes;
  /** A saved draft that is to be published. */
  readonly 'saved-draft': Bytes;
}
export type ReadingKind = keyof ReadingInputs;

interface Bytes {
  readonly bytes: Uint8Array;
}

interface ReadSvg {
  /** Made safe. */
  readonly bytes: Uint8Array;
  /** Pixels, as the image says of itself. */
  readonly width: number;
  readonly height: number;
}

export interface ReadCreation extends Pick<WorldCreation, 'name' | 'templateId' | 'copyOf'> {
  readonly draft: WorldDraft | undefined;
}

/** A World in parts that are handed from thread to thread without being copied, but for the outline. */
export interface ReadKeptWorld {
  readonly world: WorldOutline;
  readonly layout: WorldLayout;
  /** All of it as JSON, for Clients. */
  readonly json: Uint8Array;
}

/** A draft as it is saved: what was sent, unchanged. */
export interface ReadDraft {
  /** With gzip. */
  readonly packed: Uint8Array;
  /** Of the file, unpacked. */
  readonly bytes: number;
  /** SHA-256 of the file, in hexadecimal. */
  readonly hash: string;
  /** File names of the assets that it names. */
  readonly assets: readonly string[];
}

/** What becomes of each kind of file. */
export interface ReadingResults {
  readonly svg: ReadSvg;
  readonly world: WorldDraft;
  readonly creation: ReadCreation;
  readonly 'kept-world': ReadKeptWorld;
  readonly draft: ReadDraft;
  readonly 'saved-draft': WorldDraft;
}

const listedErrors = 10;

/**
 * Reads a file. It may take long, and all of a thread: `FileReaders` says where.
 *
 * @throws WorkspaceFailure `image_invalid`; `world_invalid`; `bad_message`
 */
export function readSentFile<Kind extends ReadingKind>(
  kind: Kind,
  input: ReadingInputs[Kind],
): ReadingResults[Kind] {
  return readers[kind](input);
}

const readers: { readonly [Kind in ReadingKind]: (input: ReadingInputs[Kind]) => ReadingResults[Kind] } = {
  svg: ({ bytes }) => readSvg(bytes),
  world: ({ bytes }) => draftOfSent(valid(parseWorld(bytes))),
  creation: ({ bytes }) => readCreation(bytes),
  'kept-world': ({ bytes }) => {
    const world = keptWorld(bytes);
    return {
      world: outlineOf(world),
      layout: layOutWorld(world),
      json: new TextEncoder().encode(JSON.stringify(world)),
    };
  },
  draft: ({ bytes }) => readDraft(bytes),
  'saved-draft': ({ bytes }) => {
    const read = readJson(new TextDecoder().decode(unpack(bytes)));
    if (!read.ok) throw new WorkspaceFailure('world_invalid', read.flaw.message);
    // Tile by tile it may be larger than a World file may be.
    return draftOfSent(packTiles(valid(parseWorldValue(read.value))));
  },
};

/** Drafts may break the rules of a World: that is for who publishes them. Their shape is one that every Client can open. */
function readDraft(sent: Uint8Array): ReadDraft {
  const file = unpack(sent);
  const assets = assetsUsedBy(valid(parseWorldShape(file)));
  const hash = createHash('sha256').update(file).digest('hex');
  // A copy of its own, which can go to another thread.
  return { packed: new Uint8Array(gzipSync(file)), bytes: file.length, hash, assets };
}

/** @throws WorkspaceFailure `bad_message`; `world_invalid` where it is larger than a draft may be */
function unpack(bytes: Uint8Array): Uint8Array {
  const most = draftLimits.fileBytes;
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  if (!isPacked && bytes.length <= most) return bytes;
  try {
    if (isPacked) return gunzipSync(bytes, { maxOutputLength: most });
  } catch (cause) {
    const isTooLarge = cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE';
    if (!isTooLarge) throw new WorkspaceFailure('bad_message', 'This is not packed with gzip.', { cause });
  }
  throw new WorkspaceFailure('world_invalid', `A draft may have ${most} bytes.`);
}

/** What the server has taken in, and written itself: however large that has become, and safe to be read fast. */
function keptWorld(bytes: Uint8Array): World {
  return valid(parseWorldValue(JSON.parse(new TextDecoder().decode(bytes)) as JsonValue));
}

function readSvg(bytes: Uint8Array): ReadSvg {
  const safe = new TextEncoder().encode(safeSvg(decode(bytes)));
  try {
    const { width, height } = imageSize(safe);
    if (width > 0 && height > 0) return { bytes: safe, width: Math.round(width), height: Math.round(height) };
  } catch (cause) {
    throw new WorkspaceFailure('image_invalid', sizeMissing, { cause });
  }
  throw new WorkspaceFailure('image_invalid', sizeMissing);
}

const sizeMissing = 'This image does not say how large it is.';

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new WorkspaceFailure('image_invalid', 'SVG images have to be UTF-8 text.', { cause });
  }
}

function readCreation(bytes: Uint8Array): ReadCreation {
  const read = readJson(new TextDecoder().decode(bytes));
  if (!read.ok) {
    const { code, message, line, column } = read.flaw;
    throw new WorkspaceFailure(
      code === 'not-json' ? 'bad_message' : 'world_invalid',
      `Line ${line}, column ${column}: ${message}.`,
    );
  }
  const fields = isObject(read.value) ? read.value : {};
  // The file is checked below, and would be copied here.
  const { file, ...rest } = fields;
  const { data: creation } = worldCreationSchema.safeParse({
    ...rest,
    ...(file === undefined ? {} : { file: {} }),
  });
  if (creation === undefined) throw new WorkspaceFailure('bad_message');
  const { name, templateId, copyOf } = creation;
  if ([templateId, copyOf, file].filter((source) => source !== undefined).length !== 1) {
    throw new WorkspaceFailure('bad_message', 'Name a template, a World to copy, or the World file itself.');
  }
  return {
    name,
    templateId,
    copyOf,
    draft: file === undefined ? undefined : draftOfSent(valid(parseWorldValue(file))),
  };
}

function isObject(value: JsonValue): value is Readonly<Record<string, JsonValue>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @throws WorkspaceFailure `world_invalid`, with the first errors on a line each; `bad_message` where it is no JSON */
function valid(parsed: ParsedWorld): World {
  if (parsed.ok) return parsed.world;
  const [first] = parsed.errors;
  if (first?.code === 'not-json') throw new WorkspaceFailure('bad_message', first.message);
  const errors = parsed.errors
    .slice(0, listedErrors)
    .map(({ path, message }) => (path === '' ? message : `${path}: ${message}`));
  const more = parsed.errors.length - errors.length;
  const lines = more > 0 ? [...errors, `And ${more} more.`] : errors;
  throw new WorkspaceFailure('world_invalid', [errorMessages.world_invalid, ...lines].join('\n'));
}
