import { useLanguage } from '../../app/useServices.ts';
import type { Language } from '../../strings/languages.ts';
import { buildEn } from './buildEn.ts';
import type { ShellStrings } from './buildEn.ts';
import { buildPtBr } from './buildPtBr.ts';
import { frameEn } from './frameEn.ts';
import type { FrameStrings } from './frameEn.ts';
import { framePtBr } from './framePtBr.ts';
import { publishEn } from './publishEn.ts';
import type { PublishStrings } from './publishEn.ts';
import { publishPtBr } from './publishPtBr.ts';

export type BuildStrings = ShellStrings & FrameStrings & PublishStrings;

const strings: Readonly<Record<Language, BuildStrings>> = {
  en: { ...buildEn, ...frameEn, ...publishEn },
  'pt-BR': { ...buildPtBr, ...framePtBr, ...publishPtBr },
};

/** Texts of Build Mode, which arrive with it. */
export function useBuildStrings(): BuildStrings {
  return strings[useLanguage()];
}
