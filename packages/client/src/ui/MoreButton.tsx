import { Ellipsis } from 'lucide-react';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { LucideIcon } from 'lucide-react';
import { useStrings } from '../app/useServices.ts';
import { IconButton } from './controls/IconButton.tsx';
import { Popover } from './controls/Popover.tsx';

interface MoreItem {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly isActive: boolean;
  readonly onChoose: () => void;
}

interface MoreButtonProps {
  readonly items: readonly MoreItem[];
  /** Above the items. */
  readonly children?: ReactNode;
  /** Below them. */
  readonly footer?: ReactNode;
}

/** What the toolbar has no room for on a phone. */
export function MoreButton({ items, children, footer }: MoreButtonProps) {
  const { toolbar } = useStrings();
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <IconButton
        ref={button}
        icon={Ellipsis}
        label={toolbar.more}
        isActive={isOpen}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      />
      {isOpen && (
        <Popover
          label={toolbar.more}
          opener={button}
          onClose={() => setOpen(false)}
          className="right-0 bottom-full mb-1 flex w-[17.5rem] max-w-[calc(100vw-1rem)] animate-rise flex-col p-0.5"
        >
          {children}
          {items.map(({ icon: Icon, label, isActive, onChoose }) => (
            <button
              key={label}
              type="button"
              aria-pressed={isActive}
              onClick={() => {
                setOpen(false);
                onChoose();
              }}
              className={`flex min-h-5.5 items-center gap-1 rounded-control px-1 text-left hover:bg-raised-hover ${isActive ? 'text-accent' : ''}`}
            >
              <Icon aria-hidden className="size-2.5 shrink-0" />
              {label}
            </button>
          ))}
          <div className="mt-0.5 border-t border-hairline pt-0.5 empty:hidden">{footer}</div>
        </Popover>
      )}
    </>
  );
}
