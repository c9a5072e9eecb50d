import type { LucideIcon } from 'lucide-react';
import type { ButtonHTMLAttributes, Ref } from 'react';
import { hintOf } from './hint.ts';
import type { HintSide } from './hint.ts';

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly icon: LucideIcon;
  /** What it does: its name, and its tooltip. */
  readonly label: string;
  /** The key that does the same. */
  readonly shortcut?: string | undefined;
  readonly hintSide?: HintSide;
  readonly isActive?: boolean;
  readonly look?: 'quiet' | 'leave';
  readonly ref?: Ref<HTMLButtonElement>;
}

const looks = { quiet: 'hover:bg-raised-hover', leave: 'bg-leave text-white hover:bg-leave-hover' } as const;

/** A button with a picture: 44 px, named, with a tooltip that gives its shortcut too. */
export function IconButton(props: IconButtonProps) {
  const {
    icon: Icon,
    label,
    shortcut,
    hintSide = 'top',
    isActive = false,
    look = 'quiet',
    className = '',
    ...rest
  } = props;
  return (
    <button
      type="button"
      aria-label={label}
      aria-keyshortcuts={shortcut}
      {...hintOf(label, shortcut, hintSide)}
      {...rest}
      className={`grid size-5.5 shrink-0 place-items-center rounded-control transition-colors duration-150 ${looks[look]} ${isActive ? 'bg-raised text-accent' : ''} ${className}`}
    >
      <Icon aria-hidden className="size-2.5" />
    </button>
  );
}
