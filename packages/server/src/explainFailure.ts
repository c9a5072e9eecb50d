import { BackupError, DatabaseFailure, FolderInUseError, WorkspaceFailure } from '@atrium/workspace';
import { SfuUnavailableError, SocketInUseError } from '@atrium/sfu';
import { ConfigurationError } from './configuration/configurationError.ts';
import { ServerEndedError } from './control/controlSocket.ts';
import { CertificateError } from './tls/certificateError.ts';
import { NoDataFolderError } from './workspaces/keptData.ts';
import { NoWorldError } from './worlds/worldFolder.ts';

/** Errors whose message is meant for the host. */
const saysItAll = [
  ConfigurationError,
  NoWorldError,
  CertificateError,
  DatabaseFailure,
  FolderInUseError,
  BackupError,
  WorkspaceFailure,
  ServerEndedError,
  NoDataFolderError,
  SfuUnavailableError,
  SocketInUseError,
];

/** What the host reads where something could not be done. */
export function explainFailure(error: unknown): string {
  if (saysItAll.some((kind) => error instanceof kind) && error instanceof Error) return error.message;
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    return `Another program has this port already. Choose another one with ATRIUM_PORT. (${error.message})`;
  }
  if (code === 'EACCES') return `Atrium may not do this: ${error.message}`;
  return error.stack ?? error.message;
}
