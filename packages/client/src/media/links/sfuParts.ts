// What is fetched only once there is an SFU to talk to.
export { Device } from 'mediasoup-client';
export { SfuReceiving } from './sfuReceiving.ts';
export { SfuSending } from './sfuSending.ts';
