import { Field } from './Field.tsx';

interface NumberFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
}

/** A number to be typed, between two others. */
export function NumberField(props: NumberFieldProps) {
  return <Field {...props} type="number" required />;
}
