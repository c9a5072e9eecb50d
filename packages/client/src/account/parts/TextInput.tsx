import { useId } from 'react';
import type { InputHTMLAttributes } from 'react';
import { FieldNote } from './FieldNote.tsx';

export interface TextInputProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value'> {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What is asked for, below the field. */
  readonly note?: string | undefined;
  /** What is wrong with the value, in place of the note. */
  readonly problem?: string | undefined;
}

/** A line of text to be typed, with its label. In a form: see `Field`. */
export function TextInput({ label, value, onChange, note, problem, ...rest }: TextInputProps) {
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
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={problem !== undefined}
        aria-describedby={(problem ?? note) === undefined ? undefined : noteId}
        className={`h-5.5 w-full min-w-0 rounded-control border bg-background px-1.5 text-emphasis text-text ${problem === undefined ? 'border-edge' : 'border-danger'}`}
        {...rest}
      />
      <FieldNote id={noteId} note={note} problem={problem} />
    </div>
  );
}
