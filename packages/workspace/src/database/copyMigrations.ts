import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';

/** What drizzle-kit writes beside the migrations, the oldest first. */
export const journalSchema = z.looseObject({
  entries: z.array(z.looseObject({ tag: z.string(), when: z.number() })),
});

/** Copies the first migrations of a folder into another. @throws Error where there are not as many */
export async function copyMigrations(from: string, to: string, count: number): Promise<void> {
  const journalFile = join('meta', '_journal.json');
  const journal = journalSchema.parse(JSON.parse(await readFile(join(from, journalFile), 'utf8')));
  if (journal.entries.length < count) {
    throw new Error(
      `This needs a newer Atrium: one with ${count} migrations, and here are ${journal.entries.length}.`,
    );
  }
  const entries = journal.entries.slice(0, count);
  await mkdir(join(to, 'meta'), { recursive: true });
  await writeFile(join(to, journalFile), JSON.stringify({ ...journal, entries }));
  for (const { tag } of entries) await copyFile(join(from, `${tag}.sql`), join(to, `${tag}.sql`));
}
