import { errorMessages } from '@atrium/protocol';
import type { ErrorCode } from '@atrium/protocol';

/** Why something was not done; the one who asked may read it. */
export class WorkspaceFailure extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string = errorMessages[code], options?: ErrorOptions) {
    super(message, options);
    this.name = 'WorkspaceFailure';
    this.code = code;
  }
}
