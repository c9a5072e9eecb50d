export { createSfu, type MediasoupSfu } from './mediasoupSfu.ts';
export type { SfuWorkerStats } from './sfuWorker.ts';
export { defaultWorkers, SfuUnavailableError, type SfuAddress, type SfuOptions } from './sfuOptions.ts';
