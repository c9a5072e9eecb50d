import type { LucideIcon } from 'lucide-react';
import type { ButtonHTMLAttributes, Ref } from 'react';
import { hintOf } from './hint.ts';
import type { HintSide } from './hint.ts';

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly icon: LucideIcon;
  /** What it does: its name, and its tooltip. */
  readonly label: string;
  /** A word or two beside the picture, where the window has room. Part of the label, for those who speak to the page. */
  readonly caption?: string | undefined;
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
    caption,
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
      className={`inline-flex h-5.5 min-w-5.5 shrink-0 items-center justify-center gap-1 rounded-control border border-transparent transition-colors duration-150 ${looks[look]} ${isActive ? 'bg-raised text-accent' : ''} ${className}`}
    >
      <Icon aria-hidden className="size-2.5 shrink-0" />
      {caption !== undefined && <span className="hidden pr-1 text-body md:inline">{caption}</span>}
    </button>
  );
}
