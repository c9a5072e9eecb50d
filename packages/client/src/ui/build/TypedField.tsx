import { useEffect, useState } from 'react';
import type { EditRefusal } from '@atrium/world';
import { TextInput } from '../../account/parts/TextInput.tsx';
import { useBuildStrings } from './buildStrings.ts';

interface TypedFieldProps {
  readonly label: string;
  readonly value: string;
  readonly note?: string;
  readonly inputMode?: 'numeric' | 'decimal' | 'url';
  /** F2 goes there. */
  readonly isName?: boolean;
  /** @returns whether it was taken, or why not */
  readonly onChange: (value: string) => boolean | EditRefusal;
}

/** A text that becomes one step when it is finished: with Enter, or when one goes on elsewhere. */
export function TypedField({ value, onChange, isName = false, ...rest }: TypedFieldProps) {
  const { refusals } = useBuildStrings();
  const [typed, setTyped] = useState(value);
  const [refused, setRefused] = useState<EditRefusal | undefined>();
  useEffect(() => setTyped(value), [value]);
  const finish = () => {
    const text = typed.trim();
    const answer = text === value || onChange(text);
    setRefused(answer === false ? 'not-a-value' : answer === true ? undefined : answer);
  };
  return (
    <div>
      <TextInput
        {...rest}
        data-build-name={isName || undefined}
        value={typed}
        aria-invalid={refused !== undefined}
        onChange={setTyped}
        onBlur={finish}
        onKeyDown={(event) => {
          const isLeaving = event.key === 'Escape' && typed === value;
          if (!isLeaving) event.stopPropagation();
          if (event.key === 'Enter') finish();
          if (event.key === 'Escape') {
            setTyped(value);
            setRefused(undefined);
          }
        }}
      />
      {refused !== undefined && <p className="text-caption text-danger">{refusals[refused]}</p>}
    </div>
  );
}
