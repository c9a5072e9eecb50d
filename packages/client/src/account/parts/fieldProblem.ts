import type { AccountStrings } from '../accountEn.ts';

/** What a field asks for, as attributes of its input. */
type Asked = Pick<HTMLInputElement, 'type' | 'min' | 'max' | 'step' | 'minLength'>;

/** Why the browser does not send what is in a field, in the words of the page; `undefined` where nothing is wrong. */
export function fieldProblem(
  { type, min, max, step, minLength }: Asked,
  validity: Partial<ValidityState>,
  { fields: { problem, passwordNote } }: Pick<AccountStrings, 'fields'>,
): string | undefined {
  if (validity.valid === true) return undefined;
  // A number that cannot be read counts as missing, too.
  if (type === 'number')
    return step === '' ? problem.number(min, max) : problem.numberInSteps(min, max, step);
  if (validity.valueMissing === true) return type === 'file' ? problem.noFile : problem.missing;
  if (validity.tooShort === true) return passwordNote(minLength);
  if (validity.typeMismatch === true && type === 'email') return problem.email;
  return problem.wrong;
}
