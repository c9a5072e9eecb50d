import { Hand, Smile } from 'lucide-react';
import { useRef, useState } from 'react';
import { reactionKinds } from '@atrium/protocol';
import { useKeyBindings, useServices, useSettings, useStrings } from '../../app/useServices.ts';
import { reactionShortcuts } from '../../input/shortcuts.ts';
import type { ShortcutAction } from '../../input/shortcuts.ts';
import { react, toggleHand } from '../../visit/togetherActions.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { Popover } from '../controls/Popover.tsx';
import { keyLabel } from '../keyLabel.ts';
import { useSurface, useVisit } from '../VisitContext.ts';
import { ReactionPicture } from './ReactionPicture.tsx';

/** What one shows over one's head for a moment, and the hand that stays up. */
export function ReactionsButton() {
  const { together } = useStrings();
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const isHandRaised = useSurface((state) => state.isHandRaised);
  return (
    <div className="relative">
      <IconButton
        ref={button}
        icon={isHandRaised ? Hand : Smile}
        label={together.reactions.title}
        isActive={isOpen || isHandRaised}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      />
      {isOpen && (
        <Popover
          label={together.reactions.title}
          opener={button}
          onClose={() => setOpen(false)}
          className="bottom-full left-1/2 mb-1 flex w-max max-w-[calc(100vw-1rem)] -translate-x-1/2 animate-rise flex-wrap justify-center p-0.5"
        >
          <ReactionChoices />
        </Popover>
      )}
    </div>
  );
}

/** The reactions, and in a MeetingRoom the hand. */
export function ReactionChoices() {
  const strings = useStrings();
  const { reactions } = strings.together;
  const visit = useVisit();
  const services = useServices();
  const keys = useKeyBindings();
  const { singleKeys } = useSettings();
  const isHandRaised = useSurface((state) => state.isHandRaised);
  const isMeeting = useSurface((state) => state.zone?.type === 'MeetingRoom');
  const shortcut = (action: ShortcutAction) => (singleKeys ? keyLabel(keys[action], strings) : undefined);
  return (
    <>
      {reactionKinds.map((kind, index) => (
        <button
          key={kind}
          type="button"
          aria-label={reactions.name[kind]}
          title={reactions.name[kind]}
          aria-keyshortcuts={shortcut(reactionShortcuts[index] ?? 'reaction1')}
          onClick={() => react(visit, kind)}
          className="grid size-5.5 place-items-center rounded-control transition-colors duration-150 hover:bg-raised-hover"
        >
          <ReactionPicture kind={kind} />
        </button>
      ))}
      {(isMeeting || isHandRaised) && (
        <IconButton
          icon={Hand}
          label={isHandRaised ? reactions.lowerHand : reactions.raiseHand}
          shortcut={shortcut('raiseHand')}
          isActive={isHandRaised}
          aria-pressed={isHandRaised}
          onClick={() => void toggleHand(visit, services)}
        />
      )}
    </>
  );
}
