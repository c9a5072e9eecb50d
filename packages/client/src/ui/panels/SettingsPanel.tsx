import { useId } from 'react';
import type { ReactNode } from 'react';
import { useServices, useSettings, useStrings } from '../../app/services.ts';
import { zoomRange } from '../../settings/settings.ts';
import { soundNames } from '../../sounds/soundNames.ts';
import { Select } from '../controls/Select.tsx';
import { Switch } from '../controls/Switch.tsx';
import { LanguageSelect } from '../LanguageSelect.tsx';
import { DeviceChoices } from '../media/DeviceChoices.tsx';
import { ShortcutSettings } from './ShortcutSettings.tsx';

/** Everything a person can set, applied at once. */
export function SettingsPanel() {
  const { settings: store, sounds } = useServices();
  const settings = useSettings();
  const { settings: words, media } = useStrings();
  return (
    <div className="scroll-slim flex min-h-0 flex-1 flex-col gap-2 overflow-y-auto overscroll-contain p-2">
      <Row label={words.language}>
        <LanguageSelect value={settings.language} onChange={(language) => store.setState({ language })} />
      </Row>
      <Row label={words.motion}>
        <Select
          value={settings.motion}
          onChange={(motion) => store.setState({ motion })}
          options={[
            { value: 'system', label: words.motionSystem },
            { value: 'reduced', label: words.motionReduced },
            { value: 'full', label: words.motionFull },
          ]}
        />
      </Row>
      <ZoomSetting />
      <Group label={media.menu.title}>
        <div className="flex flex-col gap-1">
          <DeviceChoices />
        </div>
        <Switch
          label={media.menu.staysOpen}
          isOn={settings.staysOpenInTeamAreas}
          onChange={(isOn) => store.setState({ staysOpenInTeamAreas: isOn })}
        />
      </Group>
      <Group label={words.sounds}>
        {soundNames.map((name) => (
          <Switch
            key={name}
            label={words.sound[name]}
            isOn={settings.sounds[name] ?? true}
            onChange={(isOn) => {
              store.setState({ sounds: { ...settings.sounds, [name]: isOn } });
              sounds.unlock();
              sounds.play(name);
            }}
          />
        ))}
      </Group>
      <Group label={words.shortcuts}>
        <ShortcutSettings />
      </Group>
    </div>
  );
}

function ZoomSetting() {
  const { settings: store } = useServices();
  const { zoom } = useSettings();
  const { settings: words } = useStrings();
  const percent = Math.round(zoom * 100);
  return (
    <label className="flex flex-col gap-0.5">
      <span className="flex justify-between">
        {words.zoom}
        <span className="text-secondary">{words.zoomValue(percent)}</span>
      </span>
      <input
        type="range"
        min={zoomRange.least}
        max={zoomRange.most}
        step={zoomRange.step}
        value={zoom}
        aria-valuetext={words.zoomValue(percent)}
        onChange={(event) => store.setState({ zoom: Number(event.target.value) })}
        className="h-5.5 w-full accent-accent"
      />
    </label>
  );
}

function Row({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <label className="flex items-center justify-between gap-2">
      {label}
      {children}
    </label>
  );
}

function Group({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section role="group" aria-labelledby={id} className="border-t border-hairline pt-2">
      <h3 id={id} className="pb-0.5 font-semibold">
        {label}
      </h3>
      {children}
    </section>
  );
}
