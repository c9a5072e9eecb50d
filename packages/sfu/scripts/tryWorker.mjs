import { createWorker } from 'mediasoup';

// Whether the worker that MEDIASOUP_WORKER_BIN names works on this machine: it starts, and makes a room.
const worker = await createWorker({ logLevel: 'error' });
const mediaCodecs = [{ kind: 'audio', mimeType: 'audio/opus', clockRate: 48_000, channels: 2 }];
await worker.createRouter({ mediaCodecs });
worker.close();
