import type { NewId } from '@atrium/world';
import { ImportFailure, ImportNotes } from './importReport.ts';
import type { ImportFile, ImportOptions, ImportResult } from './importReport.ts';
import { makeWorld } from './makeWorld.ts';
import { sortFiles } from './sortFiles.ts';
import { surveyMap } from './surveyMap.ts';

interface ImportParts {
  /** Ids for all that a Tiled map becomes. */
  readonly newId: NewId;
  readonly nowMs: number;
}

/**
 * A World of files that people have chosen: a World file of any format, or a map of Tiled with its tilesets and what
 * WorkAdventure keeps beside it (.wam). Fetches nothing. Never throws for what is in a file.
 */
export async function importFiles(
  files: readonly ImportFile[],
  options: ImportOptions,
  { newId, nowMs }: ImportParts,
): Promise<ImportResult> {
  const notes = new ImportNotes();
  try {
    const sorted = sortFiles(files);
    for (const name of sorted.unused) notes.add({ code: 'file-unused', name });
    if (sorted.kind === 'world') return { ok: true, kind: 'world', world: sorted.world, notes: notes.list };
    const survey = await surveyMap(sorted, options, notes);
    const world = makeWorld(survey, { ...options, name: sorted.name, newId, notes, nowMs });
    return { ok: true, kind: 'map', world, notes: notes.list };
  } catch (error) {
    if (!(error instanceof ImportFailure)) throw error;
    return { ok: false, reason: error.reason };
  }
}
