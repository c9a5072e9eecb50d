import { useSurface } from './VisitContext.ts';

/** Whether a panel lies along the right: one of the toolbar's, or a page that an Object has opened. */
export function usePanelOpen(): boolean {
  return useSurface(
    ({ panel, opened }) => panel !== undefined || (opened !== undefined && opened.kind !== 'board'),
  );
}
