import type { types } from 'mediasoup-client';
import type { RtpCapabilities } from '@atrium/protocol';
import { withoutUndefined } from '@atrium/protocol';
import { untilFetched } from '../../api/untilFetched.ts';
import type * as parts from './sfuParts.ts';

/** What this browser can do with a room of the SFU. */
type SfuDevice = Pick<types.Device, 'recvRtpCapabilities' | 'createSendTransport' | 'createRecvTransport'>;

/** What it takes to be in a room of the SFU. */
export interface SfuParts extends Pick<typeof parts, 'SfuReceiving' | 'SfuSending'> {
  readonly device: SfuDevice;
}
export type LoadSfuParts = (ofRoom: RtpCapabilities) => Promise<SfuParts>;

/** Loads what talks to an SFU only when there is one to talk to. */
export const loadSfuParts: LoadSfuParts = async (ofRoom) => {
  const { Device, SfuReceiving, SfuSending } = await untilFetched(() => import('./sfuParts.ts'));
  const device = new Device();
  await device.load({ routerRtpCapabilities: withoutUndefined(ofRoom) });
  return { device, SfuReceiving, SfuSending };
};
