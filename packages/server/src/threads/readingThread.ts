import { WorkspaceFailure, readSentFile } from '@atrium/workspace/reading';
import type { ReadingInputs, ReadingKind } from '@atrium/workspace/reading';
import { answerTasks } from './answerTasks.ts';

/** What `createFileReaders` asks for. */
export interface ReadingTask<Kind extends ReadingKind = ReadingKind> {
  readonly kind: Kind;
  readonly input: ReadingInputs[Kind];
}

// Entry of the thread that reads what people send.
answerTasks((task) => {
  const { kind, input } = task as ReadingTask;
  try {
    const value = readSentFile(kind, input);
    return { answer: { value }, transfer: buffersIn(value) };
  } catch (error) {
    if (!(error instanceof WorkspaceFailure)) throw error;
    return { answer: { failure: { code: error.code, message: error.message } }, transfer: [] };
  }
});

/** Memory that need not be copied on its way. */
function buffersIn(value: unknown): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) return value.buffer instanceof ArrayBuffer ? [value.buffer] : [];
  if (typeof value !== 'object' || value === null) return [];
  // A World has it one step further in.
  const layout = 'layout' in value ? buffersIn(value.layout) : [];
  return [
    ...layout,
    ...Object.values(value).flatMap((part) => (ArrayBuffer.isView(part) ? buffersIn(part) : [])),
  ];
}
