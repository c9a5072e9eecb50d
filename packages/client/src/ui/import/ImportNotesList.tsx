import type { ImportNote } from '../../build/import/importReport.ts';
import { describeImportNote, useImportStrings } from './importStrings.ts';

/** What an import could not take over, each with its place. */
export function ImportNotesList({ notes }: { readonly notes: readonly ImportNote[] }) {
  const strings = useImportStrings();
  if (notes.length === 0) return <p className="text-body">{strings.noNotes}</p>;
  return (
    <div className="flex flex-col gap-0.5">
      <h3 className="text-body font-semibold">{strings.notesTitle}</h3>
      <ul
        tabIndex={0}
        aria-label={strings.notesTitle}
        className="scroll-slim max-h-[12rem] list-disc overflow-y-auto pl-2 text-body"
      >
        {notes.map((note, index) => (
          <li key={index} dir="auto" className="wrap-anywhere">
            {describeImportNote(note, strings)}
          </li>
        ))}
      </ul>
    </div>
  );
}
