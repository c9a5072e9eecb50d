import { useEffect, useRef } from 'react';
import type { ReactNode, RefObject } from 'react';

interface PopoverProps {
  readonly label: string;
  /** What opens it: the focus goes back there, and a press there is no press outside. */
  readonly opener: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
  /** Where it is, as classes. */
  readonly className: string;
  readonly children: ReactNode;
}

/** A small card that a button opens. The World stays usable beside it; a press or the focus elsewhere closes it. */
export function Popover({ label, opener, onClose, className, children }: PopoverProps) {
  const card = useRef<HTMLElement>(null);
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  }, [onClose]);

  useEffect(() => {
    card.current?.focus({ preventScroll: true });
    const isOutside = (target: EventTarget | null) =>
      target instanceof Node &&
      card.current?.contains(target) === false &&
      opener.current?.contains(target) !== true;
    const closeOutside = ({ target }: Event) => {
      if (isOutside(target)) close.current();
    };
    document.addEventListener('pointerdown', closeOutside, { capture: true });
    document.addEventListener('focusin', closeOutside);
    return () => {
      document.removeEventListener('pointerdown', closeOutside, { capture: true });
      document.removeEventListener('focusin', closeOutside);
    };
  }, [opener]);

  return (
    <section
      ref={card}
      role="dialog"
      aria-label={label}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
        opener.current?.focus({ preventScroll: true });
      }}
      className={`float-card absolute z-20 -outline-offset-2 pointer-coarse:outline-none ${className}`}
    >
      {children}
    </section>
  );
}
