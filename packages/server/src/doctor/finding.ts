/** What a check has found. */
export interface Finding {
  readonly verdict: 'fine' | 'wrong' | 'not-checked';
  /** What was looked at, as in `Certificate`. */
  readonly subject: string;
  /** What was found: a sentence. */
  readonly says: string;
  /** What the host should do about it: a sentence; empty where nothing is to be done. */
  readonly advice: string;
}

export function fine(subject: string, says: string): Finding {
  return { verdict: 'fine', subject, says, advice: '' };
}

export function wrong(subject: string, says: string, advice: string): Finding {
  return { verdict: 'wrong', subject, says, advice };
}

export function notChecked(subject: string, says: string): Finding {
  return { verdict: 'not-checked', subject, says, advice: '' };
}

const marks = { fine: 'ok   ', wrong: 'WRONG', 'not-checked': '-    ' } as const;

/** One finding for a person. */
export function writeFinding({ verdict, subject, says, advice }: Finding): string {
  const first = `${marks[verdict]} ${subject}: ${says}`;
  return advice === '' ? first : `${first}\n        ${advice}`;
}

export function reasonOf(cause: unknown): string {
  const one: unknown = cause instanceof AggregateError ? cause.errors[0] : cause;
  const text = one instanceof Error ? one.message : String(one);
  return text.replace(/\.$/, '');
}
