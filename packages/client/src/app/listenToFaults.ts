import { platformWord } from '../log/log.ts';
import type { Log } from '../log/log.ts';

/** Notes what nobody has caught, and what the browser refuses or could not fetch. Only for the page: it is never ended. */
export function listenToFaults(page: Window, log: Log): void {
  page.addEventListener(
    'error',
    (event: Event) => {
      if (event instanceof ErrorEvent) {
        return log.fault('A fault that nobody caught', event.error);
      }
      // Errors of elements do not bubble: they are seen on the way down.
      if (event.target instanceof Element)
        log.warn('An element could not be fetched', {
          tag: platformWord(event.target.tagName.toLowerCase()),
        });
    },
    { capture: true },
  );
  page.addEventListener('unhandledrejection', ({ reason }: { readonly reason: unknown }) =>
    log.fault('A promise that was rejected, and nobody listened', reason),
  );
  page.document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
    log.warn('The content security policy refused something', {
      directive: platformWord(effectiveDirective),
    }),
  );
}
