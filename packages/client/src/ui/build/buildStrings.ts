import { useLanguage } from '../../app/useServices.ts';
import type { Language } from '../../strings/languages.ts';
import { publishEn } from './publishEn.ts';
import type { PublishStrings } from './publishEn.ts';
import { publishPtBr } from './publishPtBr.ts';

export type BuildStrings = PublishStrings;

const strings: Readonly<Record<Language, BuildStrings>> = { en: publishEn, 'pt-BR': publishPtBr };

/** Texts of Build Mode, which arrive with it. */
export function useBuildStrings(): BuildStrings {
  return strings[useLanguage()];
}
