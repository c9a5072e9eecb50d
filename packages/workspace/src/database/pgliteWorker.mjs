// A thread of its own: what a query costs is not taken from those who walk. Plain JavaScript, since Node runs it as it is.
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';

const { dataFolder, socketPath, maxConnections } = workerData;
const database = await PGlite.create({ dataDir: dataFolder });
const server = new PGLiteSocketServer({ db: database, path: socketPath, maxConnections });
await server.start();
parentPort.on('message', async () => {
  await server.stop();
  await database.close();
  parentPort.postMessage('closed');
  parentPort.close();
});
parentPort.postMessage('listening');
