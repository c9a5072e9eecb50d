import { Select } from '../../ui/controls/Select.tsx';

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  /** What is chosen from, and how people read it. */
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
}

/** One of several, with its label above. */
export function Choice<Value extends string>({ label, ...select }: ChoiceProps<Value>) {
  return (
    <label className="flex flex-col gap-0.5 text-body font-semibold">
      {label}
      <Select {...select} />
    </label>
  );
}

/** Options in the order of their names. */
export function optionsOf<Value extends string>(
  values: readonly Value[],
  labels: Readonly<Record<Value, string>>,
): readonly { readonly value: Value; readonly label: string }[] {
  return values.map((value) => ({ value, label: labels[value] }));
}
