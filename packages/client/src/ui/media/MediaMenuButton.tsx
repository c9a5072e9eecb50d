import { ChevronUp } from 'lucide-react';
import { useRef, useState } from 'react';
import { useStrings } from '../../app/useServices.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { Popover } from '../controls/Popover.tsx';
import { lazyPart, Part } from '../Part.tsx';

const MediaMenu = lazyPart(async () => (await import('./MediaMenu.tsx')).MediaMenu);

/** Opens the choice of devices and what else belongs to microphone and camera. */
export function MediaMenuButton() {
  const { media: words } = useStrings();
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <IconButton
        ref={button}
        icon={ChevronUp}
        label={words.menu.title}
        isActive={isOpen}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        className="max-sm:w-4.5"
      />
      {isOpen && (
        <Popover
          label={words.menu.title}
          opener={button}
          onClose={() => setOpen(false)}
          className="scroll-slim bottom-full left-0 mb-1 max-h-[calc(100dvh-6rem)] w-[20rem] max-w-[calc(100vw-2rem)] animate-rise overflow-y-auto overscroll-contain p-2"
        >
          <Part>
            <MediaMenu />
          </Part>
        </Popover>
      )}
    </>
  );
}
