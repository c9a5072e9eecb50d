import type { types } from 'mediasoup-client';
import type { RtpCapabilities } from '@atrium/protocol';
import { withoutUndefined } from '@atrium/protocol';
import { untilFetched } from '../../api/untilFetched.ts';

/** What this browser can do with a room of the SFU. */
export type SfuDevice = Pick<
  types.Device,
  'recvRtpCapabilities' | 'createSendTransport' | 'createRecvTransport'
>;
export type LoadSfuDevice = (ofRoom: RtpCapabilities) => Promise<SfuDevice>;

/** Loads what talks to an SFU only when there is one to talk to. */
export const loadSfuDevice: LoadSfuDevice = async (ofRoom) => {
  const { Device } = await untilFetched(() => import('mediasoup-client'));
  const device = new Device();
  await device.load({ routerRtpCapabilities: withoutUndefined(ofRoom) });
  return device;
};
