import { useServices, useSettings, useStrings } from '../../app/useServices.ts';
import { Switch } from '../controls/Switch.tsx';
import { DeviceChoices } from './DeviceChoices.tsx';
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
      <DeviceChoices />
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
