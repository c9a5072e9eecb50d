import { useStore } from 'zustand';
import { Mic, MicOff, Video, VideoOff } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useId, useState } from 'react';
import { useServices, useStrings } from '../app/useServices.ts';
import type { SwitchState } from '../media/mediaControl.ts';
import { lazyPart, Part } from '../ui/Part.tsx';
import { DeviceTrouble, Trouble } from '../ui/media/DeviceTrouble.tsx';
import { LevelMeter } from '../ui/media/LevelMeter.tsx';
import { OwnCamera } from '../ui/media/OwnCamera.tsx';

const DeviceChoices = lazyPart(async () => (await import('../ui/media/DeviceChoices.tsx')).DeviceChoices);

/** Tries microphone and camera before anybody hears or sees them. Nobody has to. */
export function DeviceCheck() {
  const { media: words } = useStrings();
  const { localMedia } = useServices();
  const { microphone, camera, ownCameraStream } = useStore(localMedia.state);
  const title = useId();
  const insecure = window.isSecureContext ? undefined : words.check.insecure;
  const hindrance = microphone.problem === 'no-calls' ? words.news.noCalls : insecure;
  return (
    <section role="group" aria-labelledby={title} className="flex flex-col gap-1">
      <h2 id={title} className="text-body font-semibold">
        {words.check.title}
      </h2>
      <p className="-mt-1 text-caption text-secondary">{words.check.optional}</p>
      {hindrance !== undefined && <Trouble text={hindrance} />}
      <div className="grid gap-1 sm:grid-cols-[minmax(0,1fr)_auto]">
        <div className="flex flex-col gap-1">
          <div className="flex items-center gap-1">
            <DeviceSwitch
              label={words.microphone}
              state={microphone}
              iconOn={Mic}
              iconOff={MicOff}
              onChange={(isOn) => localMedia.setMicrophone(isOn)}
            />
            <LevelMeter isOpen={microphone.isOn && !microphone.isStarting} />
          </div>
          <DeviceSwitch
            label={words.camera}
            state={camera}
            iconOn={Video}
            iconOff={VideoOff}
            onChange={(isOn) => localMedia.setCamera(isOn)}
          />
        </div>
        {ownCameraStream !== undefined && <OwnCamera stream={ownCameraStream} className="w-20" />}
      </div>
      <DeviceTrouble what={words.microphone} problem={microphone.problem} />
      <DeviceTrouble what={words.camera} problem={camera.problem} />
      <Devices />
    </section>
  );
}

/** Which devices are used, behind a line that opens. */
function Devices() {
  const { media: words } = useStrings();
  const [isChoosing, setChoosing] = useState(false);
  return (
    <details className="text-body" onToggle={(event) => setChoosing(event.currentTarget.open)}>
      <summary className="min-h-5.5 cursor-pointer content-center text-secondary">
        {words.check.devices}
      </summary>
      <div className="flex flex-col gap-1 pb-1">
        {isChoosing && (
          <Part>
            <DeviceChoices hasCameraTest={false} />
          </Part>
        )}
      </div>
    </details>
  );
}

interface DeviceSwitchProps {
  readonly label: string;
  readonly state: SwitchState;
  readonly iconOn: LucideIcon;
  readonly iconOff: LucideIcon;
  readonly onChange: (isOn: boolean) => void;
}

function DeviceSwitch({ label, state, iconOn, iconOff, onChange }: DeviceSwitchProps) {
  const { media: words } = useStrings();
  const Icon = state.isOn ? iconOn : iconOff;
  return (
    <button
      type="button"
      aria-label={label}
      aria-pressed={state.isOn}
      aria-busy={state.isStarting}
      onClick={() => onChange(!state.isOn)}
      className={`flex h-5.5 min-w-21 shrink-0 items-center gap-1 self-start rounded-control border px-1.5 text-left whitespace-nowrap transition-colors duration-150 ${state.isOn ? 'border-accent bg-raised text-text' : 'border-edge text-secondary hover:bg-raised'}`}
    >
      <Icon aria-hidden className={`size-2.5 shrink-0 ${state.isStarting ? 'animate-pulse' : ''}`} />
      {words.check.stateOf(label, state.isOn)}
    </button>
  );
}
