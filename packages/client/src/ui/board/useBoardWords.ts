import { useLanguage } from '../../app/useServices.ts';
import { boardEn } from '../../strings/boardEn.ts';
import { boardPtBr } from '../../strings/boardPtBr.ts';

export type BoardWords = typeof boardEn;

/** The words of the Whiteboard: fetched with it, and not before. */
export function useBoardWords(): BoardWords {
  return useLanguage() === 'pt-BR' ? boardPtBr : boardEn;
}
