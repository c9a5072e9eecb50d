import type { ReadingInputs, ReadingKind, ReadingResults } from './readSentFile.ts';

/**
 * Reads files where it holds nobody up: the server does it in a thread of its own, which has a deadline for each, and
 * ends it where it is missed.
 */
export interface FileReaders {
  /**
   * @param asker who takes turns with others: a person, or a World
   * @throws WorkspaceFailure where the file is not valid; `server_busy` where too many wait, but for a `kept-world`
   */
  read<Kind extends ReadingKind>(
    asker: string,
    kind: Kind,
    input: ReadingInputs[Kind],
  ): Promise<ReadingResults[Kind]>;
}
