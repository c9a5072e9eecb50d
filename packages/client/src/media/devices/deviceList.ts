import type { DeviceList } from '../mediaControl.ts';

type Device = Pick<MediaDeviceInfo, 'kind' | 'deviceId' | 'label'>;

/** The devices that can be chosen. Before anything was allowed, browsers give neither ids nor names: then it is empty. */
export function deviceListOf(devices: readonly Device[]): DeviceList {
  const ofKind = (kind: MediaDeviceKind) =>
    devices
      .filter((device) => device.kind === kind && device.deviceId !== '')
      .map(({ deviceId, label }) => ({ deviceId, label }));
  return {
    microphones: ofKind('audioinput'),
    cameras: ofKind('videoinput'),
    speakers: ofKind('audiooutput'),
  };
}
