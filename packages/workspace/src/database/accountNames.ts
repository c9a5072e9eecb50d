import { nameSchema } from '@atrium/protocol';
import { and, eq } from 'drizzle-orm';
import type { Sql } from './connectionPool.ts';
import { users } from './schema.ts';

/**
 * What an account is called whose name comes from elsewhere, such as an OpenID provider: the name where it follows the
 * rules for names, or else the first part of the e-mail address.
 */
export function accountName(name: unknown, email: string): string {
  const local = nameSchema.safeParse(email.split('@')[0]?.slice(0, 40)).data;
  return nameSchema.safeParse(name).data ?? local ?? 'Member';
}

/** Applies the rules for names to names that were stored before the rules. Accounts may have the same name. */
export async function normaliseAccountNames(sql: Sql): Promise<void> {
  const accounts = await sql.select({ id: users.id, name: users.name, email: users.email }).from(users);
  for (const { id, name: stored, email } of accounts) {
    const name = accountName(stored, email);
    if (name === stored) continue;
    await sql
      .update(users)
      .set({ name })
      .where(and(eq(users.id, id), eq(users.name, stored)));
  }
}
