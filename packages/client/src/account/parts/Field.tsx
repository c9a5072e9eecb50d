import { useState } from 'react';
import { withoutBubble } from '../../ui/controls/withoutBubble.ts';
import { useAccountStrings } from '../accountStrings.ts';
import { fieldProblem } from './fieldProblem.ts';
import { TextInput } from './TextInput.tsx';
import type { TextInputProps } from './TextInput.tsx';

/** A line of text of a form, with its label: what is wrong with it is said where it is handed in. */
export function Field({ onChange, ...rest }: Omit<TextInputProps, 'problem'>) {
  const strings = useAccountStrings();
  const [problem, setProblem] = useState<string | undefined>();
  return (
    <TextInput
      onChange={(value) => {
        setProblem(undefined);
        onChange(value);
      }}
      onInvalid={(event) => {
        withoutBubble(event);
        setProblem(fieldProblem(event.currentTarget, event.currentTarget.validity, strings));
      }}
      problem={problem}
      {...rest}
    />
  );
}
