import { loudestVoices } from '@atrium/protocol';
import { Signal, SignalLow, SignalMedium, SignalZero } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { createElement, useRef, useState } from 'react';
import { useStrings } from '../../app/useServices.ts';
import type { ConnectionQuality } from '../../media/core/connectionQuality.ts';
import { hintOf } from '../controls/hint.ts';
import { Popover } from '../controls/Popover.tsx';
import { useMediaState } from './useMedia.ts';

const icons: Readonly<Record<ConnectionQuality, LucideIcon>> = {
  good: Signal,
  fair: SignalMedium,
  poor: SignalLow,
  lost: SignalZero,
  connecting: SignalZero,
};
const tones: Readonly<Record<ConnectionQuality, string>> = {
  good: 'text-speaking',
  fair: 'text-accent',
  poor: 'text-danger',
  lost: 'text-danger',
  connecting: 'text-secondary',
};

/** How the own connection is; pressed, in words, and why people here are connected as they are. */
export function ConnectionButton() {
  const { media: words } = useStrings();
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const quality = useMediaState((state) => state.quality);
  const isServerLost = useMediaState((state) => state.isServerLost);
  const topology = useMediaState((state) => state.topology);
  const reason = useMediaState((state) => state.reason);
  const areVoicesChosen = useMediaState((state) => state.areVoicesChosen);
  if (topology === undefined || reason === undefined) return null;
  const label = words.quality.button(words.quality.word[quality]);
  return (
    <div className="pointer-events-auto relative">
      <button
        ref={button}
        type="button"
        aria-label={label}
        aria-expanded={isOpen}
        {...hintOf(label, undefined, 'bottom')}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => setOpen(!isOpen)}
        className="float-card grid size-5.5 place-items-center hover:bg-raised"
      >
        {createElement(icons[quality], { 'aria-hidden': true, className: `size-2.5 ${tones[quality]}` })}
      </button>
      {isOpen && (
        <Popover
          label={label}
          opener={button}
          onClose={() => setOpen(false)}
          className="top-full right-0 mt-1 flex w-[18rem] max-w-[calc(100vw-2rem)] animate-drop flex-col gap-1 p-2 sm:right-auto sm:left-0"
        >
          <p className="font-semibold">
            {isServerLost ? words.quality.serverLost : words.quality.own[quality]}
          </p>
          <p className="text-secondary">{words.quality.reason[reason]}</p>
          {areVoicesChosen && <p className="text-secondary">{words.quality.voicesChosen(loudestVoices)}</p>}
          {topology === 'P2P_TURN' && <p className="text-secondary">{words.quality.relayed}</p>}
        </Popover>
      )}
    </div>
  );
}
