import { Hand, SmilePlus } from 'lucide-react';
import { useState } from 'react';
import { reactionKinds } from '@atrium/protocol';
import { useKeyBindings, useServices, useSettings, useStrings } from '../../app/useServices.ts';
import { reactionShortcuts } from '../../input/shortcuts.ts';
import type { ShortcutAction } from '../../input/shortcuts.ts';
import { react, toggleHand } from '../../visit/togetherActions.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { keyLabel } from '../keyLabel.ts';
import { useSurface, useVisit } from '../VisitContext.ts';
import { DanceButton } from './DanceButton.tsx';
import { EmojiPicker } from './EmojiPicker.tsx';
import { ReactionPicture } from './ReactionPicture.tsx';

/** The reactions, more emoji, the dance, and in a MeetingRoom the hand. */
export function ReactionChoices() {
  const strings = useStrings();
  const { reactions } = strings.together;
  const visit = useVisit();
  const services = useServices();
  const keys = useKeyBindings();
  const { singleKeys } = useSettings();
  const isHandRaised = useSurface((state) => state.isHandRaised);
  const [isPicking, setPicking] = useState(false);
  const isMeeting = useSurface((state) => state.zone?.type === 'MeetingRoom');
  const shortcut = (action: ShortcutAction) => (singleKeys ? keyLabel(keys[action], strings) : undefined);
  return (
    <>
      {isPicking && <EmojiPicker />}
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
      <IconButton
        icon={SmilePlus}
        label={reactions.moreEmoji}
        isActive={isPicking}
        aria-expanded={isPicking}
        onClick={() => setPicking(!isPicking)}
      />
      <DanceButton shortcut={shortcut('dance')} />
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
