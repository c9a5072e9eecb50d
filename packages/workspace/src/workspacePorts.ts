import type { Outbox } from './cluster/outbox.ts';
import type { FileReaders } from './reading/fileReaders.ts';
import type { Sql } from './database/database.ts';
import type { News } from './news.ts';

export type { AccessChange, Actor, News, WorldNews } from './news.ts';

/** What accounts, Worlds and the rest are made with. */
export interface WorkspacePorts {
  readonly sql: Sql;
  /** Milliseconds since 1970. */
  readonly nowMs: () => number;
  readonly newId: () => string;
  readonly readers: FileReaders;
  /** Of this process among those that use the database. */
  readonly serverId: string;
  /** Joins what two servers have kept of the same Whiteboard: Yjs updates (v1). */
  readonly mergeBoards: (one: Uint8Array, other: Uint8Array) => Promise<Uint8Array>;
  /** Told of every change that reaches people in Worlds of this server, once it is done; see `changeTold`. */
  readonly newsCame: (news: News) => void;
  /** Leads such changes to other servers; `undefined`: there is only one. */
  readonly outbox?: Pick<Outbox, 'letter'> | undefined;
}
