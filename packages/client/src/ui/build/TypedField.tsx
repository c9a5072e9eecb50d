import { useEffect, useState } from 'react';
import { Field } from '../../account/parts/Field.tsx';
import { useBuildStrings } from './buildStrings.ts';

interface TypedFieldProps {
  readonly label: string;
  readonly value: string;
  readonly note?: string;
  readonly inputMode?: 'numeric' | 'decimal' | 'url';
  /** F2 goes there. */
  readonly isName?: boolean;
  /** @returns whether it was taken */
  readonly onChange: (value: string) => boolean;
}

/** A text that becomes one step when it is finished: with Enter, or when one goes on elsewhere. */
export function TypedField({ value, onChange, isName = false, ...rest }: TypedFieldProps) {
  const { refusals } = useBuildStrings();
  const [typed, setTyped] = useState(value);
  const [isRefused, setRefused] = useState(false);
  useEffect(() => setTyped(value), [value]);
  const finish = () => {
    const text = typed.trim();
    setRefused(text !== value && !onChange(text));
  };
  return (
    <div>
      <Field
        {...rest}
        data-build-name={isName || undefined}
        value={typed}
        aria-invalid={isRefused}
        onChange={setTyped}
        onBlur={finish}
        onKeyDown={(event) => {
          const isLeaving = event.key === 'Escape' && typed === value;
          if (!isLeaving) event.stopPropagation();
          if (event.key === 'Enter') finish();
          if (event.key === 'Escape') {
            setTyped(value);
            setRefused(false);
          }
        }}
      />
      {isRefused && <p className="text-caption text-danger">{refusals['not-a-value']}</p>}
    </div>
  );
}
