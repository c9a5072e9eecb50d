/** Forms of a text that depend on a number; `zero` where none at all is worth words of its own. */
export interface PluralForms {
  readonly zero?: string;
  readonly one: string;
  readonly other: string;
}

/** Picks the form that a language uses for a number. */
export function pluralOf(locale: string): (count: number, forms: PluralForms) => string {
  const rules = new Intl.PluralRules(locale);
  return (count, forms) => {
    // The singular, which the rules of Portuguese give to 0, says 1 here.
    if (count === 0) return forms.zero ?? forms.other;
    return rules.select(count) === 'one' ? forms.one : forms.other;
  };
}

/** Joins words as a language does: "Ana, Ben and Cleo". */
export function listWords(locale: string): (words: readonly string[]) => string {
  // Made with the first list: the browser loads what it knows of languages then, which takes 0.1 s.
  let format: Intl.ListFormat | undefined;
  return (words) => {
    format ??= new Intl.ListFormat(locale, { style: 'long', type: 'conjunction' });
    return format.format(words);
  };
}
