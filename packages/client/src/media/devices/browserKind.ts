/** Browsers that ask for permission in ways of their own. */
type BrowserKind = 'chromium' | 'firefox' | 'safari' | 'ios' | 'android' | 'other';

/**
 * Which browser this is, as far as its user agent tells: good enough to say where to click, and for nothing else. On
 * iOS all browsers are alike underneath.
 */
export function browserKind(userAgent: string): BrowserKind {
  if (/iPhone|iPad|iPod/.test(userAgent)) return 'ios';
  if (/Firefox\//.test(userAgent)) return /Android/.test(userAgent) ? 'other' : 'firefox';
  if (/Android/.test(userAgent)) return 'android';
  if (/Chrome\/|Chromium\/|Edg\//.test(userAgent)) return 'chromium';
  return /Safari\//.test(userAgent) ? 'safari' : 'other';
}
