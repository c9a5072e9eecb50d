import type { Log } from '../log/log.ts';
import type { SettingsStore } from '../settings/settings.ts';

/** Whether the browser lets this page tell people something while they look elsewhere. */
function canNotify(): boolean {
  return 'Notification' in window && Notification.permission === 'granted';
}

/** Asks the person, through their browser. To be called from a click. @returns whether they agree */
export async function askToNotify(): Promise<boolean> {
  if (!('Notification' in window)) return false;
  return (await Notification.requestPermission()) === 'granted';
}

/** Tells something outside of the page, if the tab is hidden and the person wants that. @param tag one of a kind replaces the last */
export function notifyIfHidden(
  { settings, log }: { readonly settings: SettingsStore; readonly log: Log },
  text: string,
  tag: string,
): void {
  if (!document.hidden || !settings.getState().notifications || !canNotify()) return;
  try {
    const notification = new Notification(text, { tag, icon: '/favicon.svg' });
    notification.onclick = () => {
      window.focus();
      notification.close();
    };
  } catch (cause) {
    log.swallowed('Some phones have notifications for installed pages only', cause);
  }
}
