export type { SfuState } from './control/controlMessages.ts';
export { createRemoteSfu, type RemoteSfu } from './control/remoteSfu.ts';
export { serveSfu, SocketInUseError, type ServedSfu } from './control/serveSfu.ts';
export { createSfu, type MediasoupSfu, type Report } from './mediasoupSfu.ts';
export { defaultWorkers, SfuUnavailableError, type SfuOptions } from './sfuOptions.ts';
export type { SfuWorkerStats } from './sfuWorker.ts';
