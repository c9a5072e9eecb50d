import type { Sql } from '../database/database.ts';
import type { AccessChange, News, WorkspacePorts, WorldNews } from '../workspacePorts.ts';

/** What a transaction changes for those who are in Worlds: they are told once it is done. */
export interface Tell {
  /** Reaches open sockets. */
  access(change: AccessChange): void;
  /** Reaches the people in a World. */
  world(news: WorldNews): void;
}

/**
 * Runs a transaction, and tells of what it changes: here as soon as it is done, and to other servers through a table that
 * it writes as well. So people learn of a change if, and only if, it was done.
 */
export async function changeTold<Result>(
  ports: Pick<WorkspacePorts, 'sql' | 'outbox' | 'newsCame'>,
  body: (sql: Sql, tell: Tell) => Promise<Result>,
): Promise<Result> {
  const told: News[] = [];
  const tell: Tell = {
    access: (change) => void told.push({ about: 'access', change }),
    world: (news) => void told.push({ about: 'world', news }),
  };
  const letter = ports.outbox?.letter();
  try {
    const result = await ports.sql.transaction(async (sql) => {
      const changed = await body(sql, tell);
      if (told.length > 0) await letter?.write(sql, told);
      return changed;
    });
    for (const news of told) ports.newsCame(news);
    letter?.done();
    return result;
  } catch (error) {
    // It may have been done though its answer was lost: then this server reads of it as the others do.
    letter?.unsure();
    throw error;
  }
}
