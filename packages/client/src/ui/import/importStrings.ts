import { useLanguage } from '../../app/useServices.ts';
import type { ImportFailureReason, ImportNote } from '../../build/import/importReport.ts';
import type { Language } from '../../strings/languages.ts';
import { importEn } from './importEn.ts';
import type { ImportStrings } from './importEn.ts';
import { importPtBr } from './importPtBr.ts';

const strings: Readonly<Record<Language, ImportStrings>> = { en: importEn, 'pt-BR': importPtBr };

/** Texts about importing, which arrive with what imports. */
export function useImportStrings(): ImportStrings {
  return strings[useLanguage()];
}

/** What a file input takes for an import. */
export const importedKinds = '.json,.tmj,.tmx,.tsj,.tsx,.wam,application/json';

/** Why files could not be opened, as a sentence. */
export function describeImportFailure(reason: ImportFailureReason, { failures }: ImportStrings): string {
  // Each code has the words for its own reason.
  const words = failures[reason.code] as (of: ImportFailureReason) => string;
  return words(reason);
}

/** What was not taken over, with its place. */
export function describeImportNote(note: ImportNote, { notes, place }: ImportStrings): string {
  const sentence = notes[note.code](note);
  return note.place === undefined ? sentence : `${sentence} (${place(note.place.x, note.place.y)})`;
}
