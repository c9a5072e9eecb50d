import { useLanguage } from '../../app/useServices.ts';
import type { Language } from '../../strings/languages.ts';
import { buildEn } from './buildEn.ts';
import type { BuildStrings } from './buildEn.ts';
import { buildPtBr } from './buildPtBr.ts';

const strings: Readonly<Record<Language, BuildStrings>> = { en: buildEn, 'pt-BR': buildPtBr };

/** Texts of Build Mode, which arrive with it. */
export function useBuildStrings(): BuildStrings {
  return strings[useLanguage()];
}
