import { useLanguage } from '../../app/useServices.ts';
import type { Language } from '../../strings/languages.ts';
import { buildEn } from './buildEn.ts';
import type { ShellStrings } from './buildEn.ts';
import { buildPtBr } from './buildPtBr.ts';
import { frameEn } from './frameEn.ts';
import type { FrameStrings } from './frameEn.ts';
import { framePtBr } from './framePtBr.ts';
import { lookEn } from './lookEn.ts';
import type { LookStrings } from './lookEn.ts';
import { lookPtBr } from './lookPtBr.ts';
import { publishEn } from './publishEn.ts';
import type { PublishStrings } from './publishEn.ts';
import { publishPtBr } from './publishPtBr.ts';

export type BuildStrings = ShellStrings & FrameStrings & LookStrings & PublishStrings;

const strings: Readonly<Record<Language, BuildStrings>> = {
  en: { ...buildEn, ...frameEn, ...lookEn, ...publishEn },
  'pt-BR': { ...buildPtBr, ...framePtBr, ...lookPtBr, ...publishPtBr },
};

/** Texts of Build Mode, which arrive with it. */
export function useBuildStrings(): BuildStrings {
  return strings[useLanguage()];
}
