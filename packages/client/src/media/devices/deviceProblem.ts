import type { DeviceProblem } from '../mediaControl.ts';

/**
 * What went wrong when a device was asked for, by the names of W3C mediacapture-streams (getUserMedia) and what browsers
 * make of them.
 */
export function deviceProblemOf(cause: unknown): DeviceProblem {
  if (!(cause instanceof Error) && !(cause instanceof DOMException)) return 'unknown';
  switch (cause.name) {
    case 'NotAllowedError':
    case 'SecurityError':
      // Chromium and Firefox tell the system's refusal from the person's by the text alone.
      return /system/i.test(cause.message) ? 'denied-by-system' : 'denied';
    case 'NotFoundError':
    case 'DevicesNotFoundError':
      return 'none-found';
    case 'NotReadableError':
    case 'TrackStartError':
    case 'AbortError':
      return 'in-use';
    case 'OverconstrainedError':
      return 'gone';
    default:
      return 'unknown';
  }
}
