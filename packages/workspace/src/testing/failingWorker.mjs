// The thread of the embedded database, which breaks on a certain query as PGlite does where its memory does.
import { PGlite } from '@electric-sql/pglite';

const execute = PGlite.prototype.execProtocolRawStream;
PGlite.prototype.execProtocolRawStream = function (message, ...more) {
  if (Buffer.from(message).includes('fail now')) {
    return Promise.reject(new WebAssembly.RuntimeError('memory access out of bounds'));
  }
  return execute.call(this, message, ...more);
};
await import('../database/pgliteWorker.mjs');
