import { Gavel, Mic, MicOff, MonitorUp, MoonStar, PhoneOff, Video } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useStrings } from '../../app/useServices.ts';
import { useMediaState } from '../media/useMedia.ts';

/** What somebody in the same Zone has switched on; oneself, too. */
export function PersonIcons({ personId, isSelf }: { readonly personId: string; readonly isSelf: boolean }) {
  const { media } = useStrings();
  const state = useMediaState((all) => all);
  const person = isSelf
    ? {
        microphone: state.microphone.isOn,
        camera: state.camera.isOn,
        screen: state.screen.isOn,
        doNotDisturb: state.doNotDisturb,
        canCall: state.microphone.problem !== 'no-calls',
        muted: state.rules?.muted === true,
      }
    : state.people.get(personId);
  if (person === undefined) return null;
  const words = media.person;
  return (
    <span className="flex shrink-0 items-center gap-0.5">
      {person.screen && <Mark icon={MonitorUp} label={words.screenOn} tone="text-accent" />}
      {person.camera && <Mark icon={Video} label={words.cameraOn} tone="text-text" />}
      {person.doNotDisturb && <Mark icon={MoonStar} label={words.doNotDisturb} tone="text-accent" />}
      {!person.canCall ? (
        <Mark icon={PhoneOff} label={words.cannotCall} tone="text-secondary" />
      ) : person.muted ? (
        <Mark icon={Gavel} label={words.muted} tone="text-danger" />
      ) : (
        <Mark
          icon={person.microphone ? Mic : MicOff}
          label={person.microphone ? words.microphoneOn : words.microphoneOff}
          tone={person.microphone ? 'text-text' : 'text-secondary'}
        />
      )}
    </span>
  );
}

interface MarkProps {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly tone: string;
}

function Mark({ icon: Icon, label, tone }: MarkProps) {
  return (
    <span title={label} className={tone}>
      <Icon aria-hidden className="size-2" />
      <span className="sr-only">{label}</span>
    </span>
  );
}
