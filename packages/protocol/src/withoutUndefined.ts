/** The same without fields that are `undefined`, at any depth. */
export type WithoutUndefined<Value> = Value extends readonly (infer Item)[]
  ? WithoutUndefined<Item>[]
  : Value extends object
    ? { [Key in keyof Value]: WithoutUndefined<Exclude<Value[Key], undefined>> }
    : Value;

/** A copy of plain data in which fields that are `undefined` are not there at all. */
export function withoutUndefined<Value>(value: Value): WithoutUndefined<Value> {
  const copy: unknown = JSON.parse(JSON.stringify(value));
  return copy as WithoutUndefined<Value>;
}
