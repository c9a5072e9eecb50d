import { Ban, Gavel, Hand, LoaderCircle, MoonStar, TriangleAlert } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ButtonHTMLAttributes } from 'react';
import { hintOf } from '../controls/hint.ts';
import { canPress } from './switchLook.ts';
import type { SwitchLook } from './switchLook.ts';

interface SwitchButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly label: string;
  /** What it does or why it does nothing, in the tooltip. */
  readonly hint: string;
  readonly shortcut: string | undefined;
  readonly look: SwitchLook;
  readonly iconOn: LucideIcon;
  readonly iconOff: LucideIcon;
  readonly isSpeaking?: boolean;
}

/** A small mark in the corner, so that each state has its own shape. */
const badges: Readonly<Partial<Record<SwitchLook['kind'], { icon: LucideIcon; colour: string }>>> = {
  problem: { icon: TriangleAlert, colour: 'text-danger' },
  forbidden: { icon: Ban, colour: 'text-secondary' },
  muted: { icon: Gavel, colour: 'text-danger' },
  pushToTalk: { icon: Hand, colour: 'text-accent' },
  doNotDisturb: { icon: MoonStar, colour: 'text-accent' },
};

const tones: Readonly<Record<SwitchLook['kind'], string>> = {
  on: 'bg-raised text-text hover:bg-raised-hover',
  talking: 'bg-speaking text-background',
  off: 'text-secondary hover:bg-raised-hover',
  starting: 'text-secondary hover:bg-raised-hover',
  doNotDisturb: 'text-secondary',
  forbidden: 'text-secondary',
  problem: 'text-danger hover:bg-raised-hover',
  muted: 'text-secondary',
  pushToTalk: 'text-text hover:bg-raised-hover',
};

/** Microphone, camera or screen in the toolbar. */
export function SwitchButton(props: SwitchButtonProps) {
  const { label, hint, shortcut, look, iconOn, iconOff, isSpeaking = false, ...rest } = props;
  const isOn = look.kind === 'on' || look.kind === 'talking';
  const Icon =
    look.kind === 'starting' ? LoaderCircle : isOn || look.kind === 'pushToTalk' ? iconOn : iconOff;
  const badge = badges[look.kind];
  const Badge = badge?.icon;
  return (
    <button
      type="button"
      aria-label={label}
      aria-pressed={isOn}
      aria-description={hint}
      aria-keyshortcuts={shortcut}
      aria-disabled={!canPress(look) || undefined}
      data-state={look.kind}
      {...hintOf(hint, shortcut, 'top')}
      // The World keeps the focus, so that the keys go on working.
      onMouseDown={(event) => event.preventDefault()}
      {...rest}
      className={`relative grid size-5.5 shrink-0 touch-none place-items-center rounded-control border border-transparent transition-colors duration-150 ${tones[look.kind]} ${isSpeaking ? 'ring-2 ring-speaking' : ''}`}
    >
      <Icon aria-hidden className={`size-2.5 ${look.kind === 'starting' ? 'animate-turn' : ''}`} />
      {Badge !== undefined && (
        <span className="absolute right-0 bottom-0 grid size-2 place-items-center rounded-full bg-panel">
          <Badge aria-hidden className={`size-1.5 ${badge?.colour ?? ''}`} />
        </span>
      )}
      {look.kind === 'on' && (
        <span aria-hidden className="absolute bottom-[3px] h-[3px] w-2 rounded-full bg-speaking" />
      )}
    </button>
  );
}
