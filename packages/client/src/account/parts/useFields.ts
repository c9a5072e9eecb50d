import { useState } from 'react';

type Texts = Readonly<Record<string, string>>;

interface Fields<Names extends string> {
  readonly values: Readonly<Record<Names, string>>;
  /** What makes an input one of the fields. */
  readonly field: (name: Names) => { readonly value: string; readonly onChange: (text: string) => void };
  readonly set: (texts: Partial<Record<Names, string>>) => void;
}

/** Texts of a form, by the names of its fields. */
export function useFields<Initial extends Texts>(initial: Initial): Fields<Extract<keyof Initial, string>> {
  type Names = Extract<keyof Initial, string>;
  const [values, setValues] = useState<Record<Names, string>>({ ...initial });
  const set = (texts: Partial<Record<Names, string>>) => setValues((before) => ({ ...before, ...texts }));
  return {
    values,
    set,
    field: (name) => ({
      value: values[name],
      onChange: (text) => setValues((before) => ({ ...before, [name]: text })),
    }),
  };
}
