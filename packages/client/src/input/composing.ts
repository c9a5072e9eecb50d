/** What browsers give as the code of a key while an input method is at work (UI Events, appendix A). */
const composingKeyCode = 229;

/**
 * Whether a key belongs to an input method, as for Japanese or Chinese: Enter then takes a suggestion and sends nothing.
 * Safari ends the composition before it tells of that Enter; the old code alone gives it away.
 */
export function isComposing(
  event: Pick<KeyboardEvent, 'isComposing'> & { readonly keyCode: number },
): boolean {
  return event.isComposing || event.keyCode === composingKeyCode;
}
