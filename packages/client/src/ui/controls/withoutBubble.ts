import type { InvalidEvent } from 'react';

/**
 * Keeps the browser's bubble about a field away: it covers the note below and may be in another language. The focus goes
 * to the first field with a problem, as with the bubble.
 */
export function withoutBubble(event: InvalidEvent<HTMLInputElement | HTMLTextAreaElement>): void {
  event.preventDefault();
  const field = event.currentTarget;
  if (field.form?.querySelector(':invalid') === field) field.focus();
}
