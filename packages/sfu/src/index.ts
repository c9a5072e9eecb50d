export { createSfu, type MediasoupSfu } from './mediasoupSfu.ts';
export { defaultWorkers, SfuUnavailableError, type SfuOptions } from './sfuOptions.ts';
