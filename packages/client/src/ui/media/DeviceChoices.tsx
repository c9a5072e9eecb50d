import { useStore } from 'zustand';
import { useServices, useStrings } from '../../app/useServices.ts';
import { canChooseSpeaker } from '../../media/playback/chooseSpeaker.ts';
import type { DeviceList } from '../../media/mediaControl.ts';
import { Select } from '../controls/Select.tsx';
import { DeviceTests } from './DeviceTests.tsx';

/** Which microphone, camera and loudspeaker are used; remembered on this device. */
export function DeviceChoices({ hasCameraTest = true }: { readonly hasCameraTest?: boolean }) {
  const { media: words } = useStrings();
  const { localMedia } = useServices();
  const { devices, microphoneId, cameraId, speakerDeviceId } = useStore(localMedia.state);
  return (
    <>
      <DeviceChoice
        label={words.menu.microphone}
        devices={devices.microphones}
        chosen={microphoneId}
        onChoose={(id) => localMedia.chooseMicrophone(id)}
      />
      <DeviceChoice
        label={words.menu.camera}
        devices={devices.cameras}
        chosen={cameraId}
        onChoose={(id) => localMedia.chooseCamera(id)}
      />
      {!canChooseSpeaker() && <p className="text-caption text-secondary">{words.menu.speakerOfSystem}</p>}
      {canChooseSpeaker() && devices.speakers.length > 0 && (
        <DeviceChoice
          label={words.menu.speaker}
          devices={devices.speakers}
          chosen={speakerDeviceId}
          onChoose={(id) => localMedia.chooseSpeaker(id)}
        />
      )}
      <DeviceTests hasCameraTest={hasCameraTest} />
    </>
  );
}

interface DeviceChoiceProps {
  readonly label: string;
  readonly devices: DeviceList['microphones'];
  readonly chosen: string | undefined;
  readonly onChoose: (deviceId: string | undefined) => void;
}

/** Stands for the device that the system uses by itself. */
const usual = '';

function DeviceChoice({ label, devices, chosen, onChoose }: DeviceChoiceProps) {
  const { media: words } = useStrings();
  const named = devices.filter(({ deviceId }) => deviceId !== usual && deviceId !== 'default');
  return (
    <label className="flex flex-col gap-0.5">
      <span className="text-caption font-semibold text-secondary">{label}</span>
      <Select
        value={chosen ?? usual}
        onChange={(deviceId) => onChoose(deviceId === usual ? undefined : deviceId)}
        options={[
          { value: usual, label: words.menu.usual },
          ...named.map((device, index) => ({
            value: device.deviceId,
            label: device.label === '' ? words.menu.unnamed(index + 1) : device.label,
          })),
        ]}
      />
    </label>
  );
}
