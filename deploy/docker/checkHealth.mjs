// For health checks: 0 if the server answers, or, with the argument sfu, if the SFU does.
import { once } from 'node:events';
import { connect } from 'node:net';

if (process.argv[2] === 'sfu') {
  const socket = connect(process.env.ATRIUM_SFU ?? '');
  socket.setTimeout(4_000, () => socket.destroy(new Error('The SFU does not answer.')));
  await once(socket, 'connect');
  socket.destroy();
} else {
  const response = await fetch('http://127.0.0.1:3000/healthz', { signal: AbortSignal.timeout(4_000) });
  process.exitCode = response.ok ? 0 : 1;
}
