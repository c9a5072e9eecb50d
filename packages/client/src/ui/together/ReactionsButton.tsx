import { Hand, Smile } from 'lucide-react';
import { useRef, useState } from 'react';
import { useStrings } from '../../app/useServices.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { Popover } from '../controls/Popover.tsx';
import { useSurface } from '../VisitContext.ts';
import { Part, lazyPart } from '../Part.tsx';

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
          className="bottom-full left-1/2 mb-1 flex w-max max-w-[min(34rem,calc(100vw-1rem))] -translate-x-1/2 animate-rise flex-wrap justify-center p-0.5"
        >
          <Part>
            <ReactionChoices />
          </Part>
        </Popover>
      )}
    </div>
  );
}

/** Fetched when it is first opened. */
export const ReactionChoices = lazyPart(async () => (await import('./ReactionChoices.tsx')).ReactionChoices);
