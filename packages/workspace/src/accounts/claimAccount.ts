import type { Sql } from '../database/database.ts';
import { OutdatedError } from '../database/retryOutdated.ts';
import { users } from '../database/schema.ts';
import { WorkspaceFailure } from '../workspaceFailure.ts';
import { checkNewPassword } from './checkNewPassword.ts';
import { hashPassword, isPasswordOf } from './passwords.ts';
import { isEmail } from './sessions.ts';

/** What somebody says who comes by a link. */
interface Claim {
  readonly email: string;
  readonly name: string;
  readonly password: string;
}

/** A claim that was found to be right. */
export type CheckedClaim = Pick<Claim, 'email' | 'name'> &
  (
    | { readonly kind: 'known'; readonly userId: string; readonly passwordHash: string | null }
    | { readonly kind: 'new'; readonly passwordHash: string }
  );

/**
 * Looks whose account somebody may have who comes by a link: a new one, or the one that the address has already, which
 * its password opens. Takes the time that passwords take: to be done before a transaction.
 *
 * @throws WorkspaceFailure `sign_in_failed` where the password is another one; `bad_message` and `password_common`
 * where a new one is too short or too common
 */
export async function checkClaim(sql: Sql, { email, name, password }: Claim): Promise<CheckedClaim> {
  const [known] = await sql.select().from(users).where(isEmail(email));
  if (known !== undefined) {
    if (!(await isPasswordOf(known.passwordHash, password))) throw new WorkspaceFailure('sign_in_failed');
    return { email, name, kind: 'known', userId: known.id, passwordHash: known.passwordHash };
  }
  await checkNewPassword(password);
  return { email, name, kind: 'new', passwordHash: await hashPassword(password) };
}

/**
 * Finds or makes the account, within a transaction.
 *
 * @returns the id of the person
 * @throws OutdatedError where the account has changed since the claim was checked
 */
export async function claimAccount(sql: Sql, newId: () => string, claim: CheckedClaim): Promise<string> {
  const { email, name, passwordHash } = claim;
  if (claim.kind === 'known') {
    const [user] = await sql.select().from(users).where(isEmail(email)).for('update');
    if (user?.id !== claim.userId || user.passwordHash !== passwordHash) throw new OutdatedError();
    return claim.userId;
  }
  const row = { id: newId(), email, name, passwordHash };
  const [made] = await sql.insert(users).values(row).onConflictDoNothing().returning();
  if (made === undefined) throw new OutdatedError();
  return made.id;
}
