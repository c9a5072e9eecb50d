export { WorkspaceFailure } from '../workspaceFailure.ts';
export { readSentFile } from './readSentFile.ts';
export type { ReadingInputs, ReadingKind } from './readSentFile.ts';
