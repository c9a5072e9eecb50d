import { passwordLength } from '@atrium/protocol';
import { WorkspaceFailure } from '../workspaceFailure.ts';

/** Different characters of a password, at least. */
const leastCharacters = 4;

/**
 * Refuses passwords that attackers try first: those on a list of common ones, whatever their case, also with digits and
 * signs before or after, and those of next to no different characters. Passwords that accounts have already go on.
 *
 * @throws WorkspaceFailure `password_common`; `bad_message` where it is too short
 */
export async function checkNewPassword(password: string): Promise<void> {
  if (password.length < passwordLength.least)
    throw new WorkspaceFailure('bad_message', `A password has at least ${passwordLength.least} characters.`);
  const { commonPasswords } = await import('./commonPasswordList.ts');
  const plain = password.normalize('NFKC').toLowerCase();
  const core = plain.replace(/^[^\p{L}]+/u, '').replace(/[^\p{L}]+$/u, '');
  const isCommon = commonPasswords.has(plain) || (core !== '' && commonPasswords.has(core));
  if (isCommon || new Set(plain).size < leastCharacters) throw new WorkspaceFailure('password_common');
}
