import { passwordLength } from '@atrium/protocol';
import { useAccountStrings } from '../accountStrings.ts';
import { Field } from './Field.tsx';

/** What a person says about themselves, on every page the same for people and password managers. */
interface PersonFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Where it is called something else than usual. */
  readonly label?: string;
  readonly autoFocus?: boolean;
}

export function NameField(props: PersonFieldProps) {
  const { fields } = useAccountStrings();
  return <Field label={fields.name} required maxLength={40} autoComplete="name" {...props} />;
}

export function EmailField(props: PersonFieldProps) {
  const { fields } = useAccountStrings();
  return <Field label={fields.email} required type="email" autoComplete="username" {...props} />;
}

export function CurrentPasswordField(props: PersonFieldProps) {
  const { fields } = useAccountStrings();
  return (
    <Field label={fields.password} required type="password" autoComplete="current-password" {...props} />
  );
}

/** A password that is being chosen. */
export function NewPasswordField(props: PersonFieldProps) {
  const { fields } = useAccountStrings();
  return (
    <Field
      label={fields.newPassword}
      note={fields.passwordNote(passwordLength.least)}
      required
      minLength={passwordLength.least}
      maxLength={passwordLength.most}
      type="password"
      autoComplete="new-password"
      {...props}
    />
  );
}
