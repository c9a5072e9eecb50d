import { useStore } from 'zustand';
import { Mic, MicOff, Video, VideoOff } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { useServices, useStrings } from '../app/useServices.ts';
import type { SwitchState } from '../media/mediaControl.ts';
import { lazyPart, Part } from '../ui/Part.tsx';
import { DeviceTrouble, Trouble } from '../ui/media/DeviceTrouble.tsx';
import { LevelMeter } from '../ui/media/LevelMeter.tsx';
import { OwnCamera } from '../ui/media/OwnCamera.tsx';

const ConnectionTest = lazyPart(
  async () => (await import('../ui/connectionTest/ConnectionTest.tsx')).ConnectionTest,
);
const DeviceChoices = lazyPart(async () => (await import('../ui/media/DeviceChoices.tsx')).DeviceChoices);

/** Tries microphone and camera before anybody hears or sees them. Nobody has to. */
export function DeviceCheck() {
  const { media: words } = useStrings();
  const { localMedia, signIn, profile } = useServices();
  const { microphone, camera, ownCameraStream } = useStore(localMedia.state);
  const title = useId();
  // Guests who were never let in have none, and no use of the host's relay.
  const hasToken = signIn.token !== undefined || profile.token() !== undefined;
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
      <OpeningLine label={words.check.devices}>
        <DeviceChoices hasCameraTest={false} />
      </OpeningLine>
      {hasToken && (
        <OpeningLine label={words.check.connection}>
          <ConnectionTest />
        </OpeningLine>
      )}
    </section>
  );
}

/** Something to choose or try, behind a line that opens. */
function OpeningLine({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="text-body" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="min-h-5.5 cursor-pointer content-center text-secondary">{label}</summary>
      <div className="flex flex-col gap-1 pb-1">{isOpen && <Part>{children}</Part>}</div>
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
