import { useLanguage } from '../app/useServices.ts';
import type { Language } from '../strings/languages.ts';
import { accountEn } from './accountEn.ts';
import type { AccountStrings } from './accountEn.ts';
import { accountPtBr } from './accountPtBr.ts';

const strings: Readonly<Record<Language, AccountStrings>> = { en: accountEn, 'pt-BR': accountPtBr };

/** Texts of the pages about accounts and Workspaces, which arrive with those pages. */
export function useAccountStrings(): AccountStrings {
  return strings[useLanguage()];
}
