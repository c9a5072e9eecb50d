import { currentStrings } from '../app/services.ts';
import type { Services } from '../app/services.ts';
import { SessionError } from '../connection/sessionError.ts';
import type { Strings } from '../strings/en.ts';
import type { NoticeIcon } from './notices.ts';
import type { Visit } from './visit.ts';

/** Where news goes: to the eyes at the top of the screen, and to the ears of a screen reader. */
export type Listener = Pick<Visit, 'notices' | 'announcer'>;

/** Says something in the language of the moment. */
export function tell(
  { notices, announcer }: Listener,
  services: Pick<Services, 'strings'>,
  icon: NoticeIcon,
  text: (words: Strings['together']) => string,
): void {
  const said = text(currentStrings(services).together);
  if (notices.say({ kind: 'together', icon, text: said })) announcer.say(said);
}

/** Does something that the Signaling Server may refuse, and says so where it does. */
export async function attempt(
  { notices, announcer }: Listener,
  services: Pick<Services, 'strings'>,
  request: () => Promise<unknown>,
): Promise<boolean> {
  try {
    await request();
    return true;
  } catch (error) {
    const text = failureText(error, currentStrings(services));
    if (notices.say({ kind: 'together', icon: 'info', text })) announcer.say(text);
    return false;
  }
}

/** Why a request failed, for the person who made it. */
function failureText(error: unknown, { errors, connection }: Strings): string {
  if (!(error instanceof SessionError)) throw error;
  return error.code === 'timeout' || error.code === 'disconnected' ? connection.lost : errors[error.code];
}
