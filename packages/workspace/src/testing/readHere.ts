import type { FileReaders } from '../reading/fileReaders.ts';
import { readSentFile } from '../reading/readSentFile.ts';

/** Reads files in the thread that asks. */
export const readHere: FileReaders = { read: async (_asker, kind, input) => readSentFile(kind, input) };
