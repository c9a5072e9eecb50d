// A thread of its own: what a query costs is not taken from those who walk. Plain JavaScript, since Node runs it as it is.
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';

// The server has one connection. When it replaces that, the next one may come before the last has gone.
const maxConnections = 4;

const { dataFolder, socketPath } = workerData;
const database = await PGlite.create({ dataDir: dataFolder });
endThreadOnFailure(database);
const server = new PGLiteSocketServer({ db: database, path: socketPath, maxConnections });
await server.start();
parentPort.on('message', async () => {
  await server.stop();
  await database.close();
  parentPort.postMessage('closed');
  parentPort.close();
});
parentPort.postMessage('listening');

/** A query that is wrong is answered; one that throws has broken the database, and the socket server would never answer again. */
function endThreadOnFailure(pglite) {
  const execute = pglite.execProtocolRawStream.bind(pglite);
  pglite.execProtocolRawStream = async (...args) => {
    try {
      return await execute(...args);
    } catch (error) {
      setImmediate(() => {
        throw error;
      });
      throw error;
    }
  };
}
