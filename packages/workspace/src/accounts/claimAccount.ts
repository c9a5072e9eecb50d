import type { Sql } from '../database/database.ts';
import { users } from '../database/schema.ts';
import { WorkspaceFailure } from '../workspaceFailure.ts';
import { checkNewPassword } from './checkNewPassword.ts';
import { hashPassword, isPasswordOf } from './passwords.ts';
import { isEmail } from './sessions.ts';

/**
 * The account of somebody who comes by a link: a new one, or the one that the address has already, which its password
 * opens.
 *
 * @returns the id of the person
 * @throws WorkspaceFailure `sign_in_failed` where the password is another one; `bad_message` and `password_common`
 * where a new one is too short or too common
 */
export async function claimAccount(
  sql: Sql,
  newId: () => string,
  { email, name, password }: { readonly email: string; readonly name: string; readonly password: string },
): Promise<string> {
  const [known] = await sql.select().from(users).where(isEmail(email));
  if (known !== undefined) {
    if (!(await isPasswordOf(known.passwordHash, password))) throw new WorkspaceFailure('sign_in_failed');
    return known.id;
  }
  await checkNewPassword(password);
  const id = newId();
  await sql.insert(users).values({ id, email, name, passwordHash: await hashPassword(password) });
  return id;
}
