import { useId, useState } from 'react';
import type { InputHTMLAttributes } from 'react';
import { withoutBubble } from '../../ui/controls/withoutBubble.ts';
import { useAccountStrings } from '../accountStrings.ts';
import { FieldNote } from './FieldNote.tsx';
import { fieldProblem } from './fieldProblem.ts';

interface FieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value'> {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What is asked for, below the field. */
  readonly note?: string | undefined;
}

/** A line of text to be typed, with its label. */
export function Field({ label, value, onChange, note, ...rest }: FieldProps) {
  const strings = useAccountStrings();
  const [problem, setProblem] = useState<string | undefined>();
  const id = useId();
  const noteId = `${id}-note`;
  return (
    <div className="flex min-w-0 flex-col gap-0.5">
      <label htmlFor={id} className="text-body font-semibold">
        {label}
      </label>
      <input
        id={id}
        dir="auto"
        value={value}
        onChange={(event) => {
          setProblem(undefined);
          onChange(event.target.value);
        }}
        onInvalid={(event) => {
          withoutBubble(event);
          setProblem(fieldProblem(event.currentTarget, event.currentTarget.validity, strings));
        }}
        aria-invalid={problem !== undefined}
        aria-describedby={(problem ?? note) === undefined ? undefined : noteId}
        className={`h-5.5 w-full min-w-0 rounded-control border bg-background px-1.5 text-emphasis text-text ${problem === undefined ? 'border-edge' : 'border-danger'}`}
        {...rest}
      />
      <FieldNote id={noteId} note={note} problem={problem} />
    </div>
  );
}
