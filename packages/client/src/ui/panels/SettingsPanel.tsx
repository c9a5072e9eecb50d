import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useLanguage, useServices, useSettings, useStrings } from '../../app/useServices.ts';
import { unblock } from '../../settings/blockedPeople.ts';
import { zoomForWindow } from '../../rendering/camera/framing.ts';
import { zoomRange } from '../../settings/settings.ts';
import { soundNames } from '../../sounds/soundNames.ts';
import { askToNotify } from '../../visit/desktopNotifications.ts';
import { Button } from '../controls/Button.tsx';
import { Select } from '../controls/Select.tsx';
import { Switch } from '../controls/Switch.tsx';
import { LanguageSelect } from '../LanguageSelect.tsx';
import { ConnectionTest } from '../connectionTest/ConnectionTest.tsx';
import { connectionTestStrings } from '../connectionTest/connectionTestStrings.ts';
import { DeviceChoices } from '../media/DeviceChoices.tsx';
import { settingsStrings } from './settingsStrings.ts';
import { ShortcutSettings } from './ShortcutSettings.tsx';

/** Everything a person can set, applied at once. */
export function SettingsPanel() {
  const { settings: store } = useServices();
  const settings = useSettings();
  const language = useLanguage();
  const words = settingsStrings[language];
  const { media } = useStrings();
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
      <Switch
        label={words.alwaysDay}
        isOn={settings.alwaysDay}
        onChange={(isOn) => store.setState({ alwaysDay: isOn })}
      />
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
      <Group label={connectionTestStrings[language].title}>
        <ConnectionTest />
      </Group>
      <SoundSettings />
      <NotificationSetting />
      <BlockedList />
      <Group label={words.shortcuts}>
        <ShortcutSettings />
      </Group>
    </div>
  );
}

/** Which moments make a sound. */
function SoundSettings() {
  const { settings: store, sounds } = useServices();
  const settings = useSettings();
  const words = settingsStrings[useLanguage()];
  return (
    <Group label={words.sounds}>
      {soundNames.map((name) => (
        <Switch
          key={name}
          label={words.sound[name]}
          isOn={settings.sounds[name] ?? true}
          onChange={(isOn) => {
            store.setState({ sounds: { ...settings.sounds, [name]: isOn } });
            sounds.play(name);
          }}
        />
      ))}
    </Group>
  );
}

/** The browser asks the person the first time. */
function NotificationSetting() {
  const { settings: store } = useServices();
  const { notifications } = useSettings();
  const { together } = useStrings();
  const [isRefused, setRefused] = useState(false);
  const { notify } = together;
  const change = async (isWanted: boolean) => {
    const isAllowed = !isWanted || (await askToNotify());
    setRefused(!isAllowed);
    store.setState({ notifications: isWanted && isAllowed });
  };
  return (
    <section className="border-t border-hairline pt-2">
      <Switch label={notify.setting} isOn={notifications} onChange={(isOn) => void change(isOn)} />
      <p className={`text-caption ${isRefused ? 'text-danger' : 'text-secondary'}`}>
        {isRefused ? notify.refused : notify.settingHint}
      </p>
    </section>
  );
}

/** You can unblock people who are not in the World. */
function BlockedList() {
  const { blocked: store } = useServices();
  const { together } = useStrings();
  const blocked = useStore(store);
  if (blocked.length === 0) return null;
  return (
    <Group label={together.people.blockedTitle}>
      <ul>
        {blocked.map(({ personId, name }) => (
          <li key={personId} className="flex min-h-5.5 items-center justify-between gap-1">
            <span className="min-w-0 truncate">{name}</span>
            <Button look="quiet" onClick={() => unblock(store, personId)}>
              {together.people.unblock}
            </Button>
          </li>
        ))}
      </ul>
    </Group>
  );
}

function ZoomSetting() {
  const { settings: store } = useServices();
  const { zoom: chosen } = useSettings();
  const words = settingsStrings[useLanguage()];
  const zoom = chosen ?? zoomForWindow({ width: window.innerWidth, height: window.innerHeight });
  const percent = Math.round(zoom * 100);
  return (
    <div className="flex flex-col gap-0.5">
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
      <Switch
        label={words.zoomByWindow}
        isOn={chosen === undefined}
        onChange={(isOn) => store.setState({ zoom: isOn ? undefined : zoom })}
      />
    </div>
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
