import { useId } from 'react';
import type { InputHTMLAttributes } from 'react';

interface FieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value'> {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What is asked for, below the field. */
  readonly note?: string | undefined;
}

/** A line of text to be typed, with its label. */
export function Field({ label, value, onChange, note, ...rest }: FieldProps) {
  const id = useId();
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
        aria-describedby={note === undefined ? undefined : `${id}-note`}
        className="h-5.5 w-full min-w-0 rounded-control border border-edge bg-background px-1.5 text-emphasis text-text"
        {...rest}
      />
      {note !== undefined && (
        <p id={`${id}-note`} className="text-caption text-secondary">
          {note}
        </p>
      )}
    </div>
  );
}
