import { passwordLength } from '@atrium/protocol';
import { useAccountStrings } from '../accountStrings.ts';
import { Field } from './Field.tsx';

interface NewPasswordFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly label?: string;
  readonly autoFocus?: boolean;
}

/** A password that is being chosen. */
export function NewPasswordField({ label, ...rest }: NewPasswordFieldProps) {
  const { fields } = useAccountStrings();
  return (
    <Field
      label={label ?? fields.newPassword}
      note={fields.passwordNote(passwordLength.least)}
      required
      minLength={passwordLength.least}
      maxLength={passwordLength.most}
      type="password"
      autoComplete="new-password"
      {...rest}
    />
  );
}
