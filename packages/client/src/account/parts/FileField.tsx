import { useId, useState } from 'react';
import { withoutBubble } from '../../ui/controls/withoutBubble.ts';
import { useAccountStrings } from '../accountStrings.ts';
import { FieldNote } from './FieldNote.tsx';
import { fieldProblem } from './fieldProblem.ts';

interface FileFieldProps {
  readonly label: string;
  /** Kinds of files, as in the attribute. */
  readonly accept: string;
  readonly isMultiple?: boolean;
  readonly onChoose: (files: readonly File[]) => void;
}

/** A file of the device, or several at once. It looks like the other fields, with a button in it. */
export function FileField({ label, accept, isMultiple = false, onChoose }: FileFieldProps) {
  const strings = useAccountStrings();
  const [problem, setProblem] = useState<string | undefined>();
  const id = useId();
  const noteId = `${id}-note`;
  return (
    <div className="flex flex-col gap-0.5">
      <label htmlFor={id} className="text-body font-semibold">
        {label}
      </label>
      <input
        id={id}
        type="file"
        required
        accept={accept}
        multiple={isMultiple}
        onChange={(event) => {
          setProblem(undefined);
          onChoose([...(event.target.files ?? [])]);
        }}
        onInvalid={(event) => {
          withoutBubble(event);
          setProblem(fieldProblem(event.currentTarget, event.currentTarget.validity, strings));
        }}
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : noteId}
        className={`h-5.5 w-full min-w-0 cursor-pointer rounded-control border bg-background pr-1.5 text-body font-normal text-text file:mr-1.5 file:h-full file:cursor-pointer file:border-0 file:bg-raised-hover file:px-1.5 file:text-body file:font-semibold file:text-text ${problem === undefined ? 'border-edge' : 'border-danger'}`}
      />
      <FieldNote id={noteId} problem={problem} />
    </div>
  );
}
