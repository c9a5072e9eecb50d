/** Across the top, where notices are: beside the Zone's name and card and an open panel, as far as there is room. */
export function topArea(isPanelOpen: boolean): string {
  return isPanelOpen ? 'inset-x-1 sm:right-[23.5rem] lg:left-[19rem]' : 'inset-x-1 lg:inset-x-[19rem]';
}
