import { useLanguage } from '../../app/useServices.ts';
import type { Language } from '../../strings/languages.ts';
import { buildEn } from './buildEn.ts';
import type { ShellStrings } from './buildEn.ts';
import { buildPtBr } from './buildPtBr.ts';
import { publishEn } from './publishEn.ts';
import type { PublishStrings } from './publishEn.ts';
import { publishPtBr } from './publishPtBr.ts';

export type BuildStrings = ShellStrings & PublishStrings;

const strings: Readonly<Record<Language, BuildStrings>> = {
  en: { ...buildEn, ...publishEn },
  'pt-BR': { ...buildPtBr, ...publishPtBr },
};

/** Texts of Build Mode, which arrive with it. */
export function useBuildStrings(): BuildStrings {
  return strings[useLanguage()];
}
