import { en } from './en.ts';
import type { Strings } from './en.ts';

/** Languages the Client speaks; the first where none that the person reads is among them. */
export const languages = ['en', 'pt-BR'] as const;
export type Language = (typeof languages)[number];

/** What a language calls itself. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  'pt-BR': 'Português (Brasil)',
};

/** Every page holds the first language; the others are fetched by those who read them. */
const loaders: Readonly<Record<Language, () => Promise<Strings>>> = {
  en: () => Promise.resolve(en),
  'pt-BR': async () => (await import('./pt-BR.ts')).ptBR,
};

export function loadStrings(language: Language): Promise<Strings> {
  return loaders[language]();
}

/**
 * The language for somebody who reads these, best first (BCP 47 tags, as `navigator.languages`): an exact match or,
 * failing that, one of the same primary language.
 */
export function pickLanguage(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const exact = languages.find((language) => language.toLowerCase() === tag.toLowerCase());
    if (exact !== undefined) return exact;
    const primary = tag.split('-')[0]?.toLowerCase();
    const related = languages.find((language) => language.split('-')[0] === primary);
    if (related !== undefined) return related;
  }
  return languages[0];
}

/**
 * How dates and numbers are written: as the person's own region does, where they read this language there.
 *
 * @param preferred as in `navigator.languages`
 */
export function localeOf(language: Language, preferred: readonly string[]): string {
  const primary = language.split('-')[0];
  return preferred.find((tag) => tag.split('-')[0]?.toLowerCase() === primary) ?? language;
}
