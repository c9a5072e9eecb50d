import {
  currentFormatVersion,
  editsBetween,
  readJson,
  readPublishedWorld,
  replaceWorld,
  unpackTiles,
} from '@atrium/world';
import type { World, WorldEdit } from '@atrium/world';
import type { JournalContent, JournalMark, JournalStep } from './draftJournal.ts';
import { playSteps } from './playSteps.ts';

/** What an earlier session has left on this device. */
export type KeptJournal =
  | { readonly kind: 'none' }
  | { readonly kind: 'readable'; readonly content: JournalContent }
  /** Of a newer Atrium, or broken: it is kept as it is. */
  | { readonly kind: 'unreadable'; readonly unread: UnreadDraft };

/** A draft that this Atrium cannot open, and does not throw away. */
export interface UnreadDraft {
  /** Where it is. */
  readonly where: 'device' | 'server';
  /** Whether a newer Atrium has written it. */
  readonly isNewer: boolean;
  /** All of it, as a World file. */
  readonly file: string;
}

/**
 * Reads a journal of any format. One of an earlier format is migrated: what the server has, what it was sent, and what is
 * only here become one step each.
 */
export function readKeptJournal(kept: JournalContent | undefined): KeptJournal {
  if (kept === undefined) return { kind: 'none' };
  const format: unknown = kept.origin.formatVersion;
  if (format === currentFormatVersion) return { kind: 'readable', content: kept };
  const content = migrated(kept);
  if (content !== undefined) return { kind: 'readable', content };
  const { saved } = kept.head;
  // What the server has too is not lost with it.
  if (saved.steps >= kept.steps.length) return { kind: 'none' };
  const isNewer = typeof format === 'number' && format > currentFormatVersion;
  const { world } = playSteps(kept.origin, kept.steps);
  return { kind: 'unreadable', unread: { where: 'device', isNewer, file: JSON.stringify(world) } };
}

/** Whether a World file was written by a newer Atrium. */
export function isOfNewerFormat(file: string): boolean {
  const read = readJson(file);
  if (!read.ok || typeof read.value !== 'object' || read.value === null) return false;
  const format = 'formatVersion' in read.value ? read.value['formatVersion'] : undefined;
  return typeof format === 'number' && format > currentFormatVersion;
}

/** `undefined`: this Atrium cannot read it. */
function migrated({ head, origin, steps }: JournalContent): JournalContent | undefined {
  const ends = [head.saved.steps, head.sent?.steps ?? 0, steps.length].map((end) => Math.max(0, end));
  const places = [...new Set([0, ...ends])].filter((place) => place <= steps.length).sort((a, b) => a - b);
  const worlds = places.map((place) => migratedWorld(playSteps(origin, steps.slice(0, place)).world));
  const [first, ...others] = worlds;
  if (first === undefined) return undefined;
  const kept: JournalStep[] = [];
  let before = first;
  for (const world of others) {
    const edit = world && editBetween(before, world);
    if (world === undefined || edit === undefined) return undefined;
    kept.push({ kind: 'edit', edit });
    before = world;
  }
  const moved = (mark: JournalMark): JournalMark => ({
    ...mark,
    steps: places.indexOf(Math.max(0, mark.steps)),
  });
  const saved = head.saved.steps < 0 ? head.saved : moved(head.saved);
  return { head: { ...head, saved, sent: head.sent && moved(head.sent) }, origin: first, steps: kept };
}

function migratedWorld(world: World): World | undefined {
  const read = readPublishedWorld(new TextEncoder().encode(JSON.stringify(world)));
  return read && unpackTiles(read);
}

function editBetween(before: World, after: World): WorldEdit | undefined {
  const edits = editsBetween(before, after);
  if (edits !== undefined) return { changes: edits.flatMap(({ changes }) => changes) };
  const replaced = replaceWorld(before, after);
  return replaced.ok ? replaced.edit : undefined;
}
