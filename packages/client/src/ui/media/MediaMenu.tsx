import { useServices, useSettings, useStrings } from '../../app/services.ts';
import type { DeviceList } from '../../media/mediaControl.ts';
import { Select } from '../controls/Select.tsx';
import { Switch } from '../controls/Switch.tsx';
import { useMedia, useMediaState } from './useMedia.ts';
import { canOpenSmallWindow } from './stage/smallWindow.ts';

/** Which devices are used, and how one wants to be met. */
export function MediaMenu() {
  const { media: words } = useStrings();
  const media = useMedia();
  const { settings: store } = useServices();
  const settings = useSettings();
  const audioOnly = useMediaState((state) => state.audioOnly);
  const doNotDisturb = useMediaState((state) => state.doNotDisturb);
  const { menu } = words;
  return (
    <div className="flex flex-col gap-1">
      <Devices />
      <div className="mt-1 border-t border-hairline pt-1">
        <Choice
          label={menu.doNotDisturb}
          hint={menu.doNotDisturbHint}
          isOn={doNotDisturb}
          onChange={(isOn) => media.setDoNotDisturb(isOn)}
        />
        <Choice
          label={menu.audioOnly}
          hint={menu.audioOnlyHint}
          isOn={audioOnly}
          onChange={(isOn) => media.setAudioOnly(isOn)}
        />
        <Choice
          label={menu.staysOpen}
          hint={menu.staysOpenHint}
          isOn={settings.staysOpenInTeamAreas}
          onChange={(isOn) => store.setState({ staysOpenInTeamAreas: isOn })}
        />
        {canOpenSmallWindow() && (
          <Choice
            label={menu.pictureInPicture}
            hint={menu.pictureInPictureHint}
            isOn={settings.pictureInPicture}
            onChange={(isOn) => store.setState({ pictureInPicture: isOn })}
          />
        )}
      </div>
    </div>
  );
}

function Devices() {
  const { media: words } = useStrings();
  const media = useMedia();
  const devices = useMediaState((state) => state.devices);
  const microphoneId = useMediaState((state) => state.microphoneId);
  const cameraId = useMediaState((state) => state.cameraId);
  const speakerId = useMediaState((state) => state.speakerDeviceId);
  return (
    <>
      <DeviceChoice
        label={words.menu.microphone}
        devices={devices.microphones}
        chosen={microphoneId}
        onChoose={(id) => media.chooseMicrophone(id)}
      />
      <DeviceChoice
        label={words.menu.camera}
        devices={devices.cameras}
        chosen={cameraId}
        onChoose={(id) => media.chooseCamera(id)}
      />
      {devices.speakers.length > 0 && (
        <DeviceChoice
          label={words.menu.speaker}
          devices={devices.speakers}
          chosen={speakerId}
          onChoose={(id) => media.chooseSpeaker(id)}
        />
      )}
    </>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly hint: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

function Choice({ label, hint, isOn, onChange }: ChoiceProps) {
  return (
    <div className="pb-0.5">
      <Switch label={label} isOn={isOn} onChange={onChange} />
      <p className="-mt-0.5 pr-7 text-caption text-secondary">{hint}</p>
    </div>
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
