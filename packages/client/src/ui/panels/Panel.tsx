import { X } from 'lucide-react';
import { useEffect, useId, useRef } from 'react';
import type { ReactNode } from 'react';
import { useStrings } from '../../app/useServices.ts';
import { IconButton } from '../controls/IconButton.tsx';

interface PanelProps {
  readonly title: string;
  /** Takes half of the window, where there is room. */
  readonly isWide?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Comes from the right; on a phone from below. The World stays usable beside it. */
export function Panel({ title, isWide = false, onClose, children }: PanelProps) {
  const strings = useStrings();
  const titleId = useId();
  const panel = useRef<HTMLElement>(null);

  useEffect(() => {
    const first = panel.current?.querySelector<HTMLElement>('[data-autofocus]') ?? panel.current;
    // On a touch screen the keyboard would cover half of what was just opened.
    const isTouch = window.matchMedia('(pointer: coarse)').matches;
    (isTouch ? panel.current : first)?.focus({ preventScroll: true });
  }, []);

  return (
    <section
      ref={panel}
      role="dialog"
      aria-labelledby={titleId}
      tabIndex={-1}
      className={`float-card absolute z-10 flex flex-col overflow-clip -outline-offset-2 max-sm:inset-x-0 pointer-coarse:outline-none max-sm:bottom-0 max-sm:h-[min(70dvh,36rem)] max-sm:animate-rise max-sm:rounded-b-none max-sm:pb-[env(safe-area-inset-bottom)] sm:top-1 sm:right-[max(0.5rem,env(safe-area-inset-right))] sm:bottom-8 sm:animate-slide ${isWide ? 'sm:w-[max(22rem,50vw)]' : 'sm:w-[22rem]'}`}
    >
      <header className="flex items-center justify-between gap-1 border-b border-hairline py-0.5 pr-0.5 pl-2">
        <h2 id={titleId} className="text-emphasis font-semibold">
          {title}
        </h2>
        <IconButton
          icon={X}
          label={strings.panel.close}
          shortcut={strings.keys.escape}
          hintSide="left"
          onClick={onClose}
        />
      </header>
      <div className="flex min-h-0 flex-1 flex-col">{children}</div>
    </section>
  );
}
