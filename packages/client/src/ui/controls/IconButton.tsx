import type { LucideIcon } from 'lucide-react';
import type { ButtonHTMLAttributes, Ref } from 'react';
import { Hint } from './Hint.tsx';

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly icon: LucideIcon;
  /** What it does: its name, and its tooltip. */
  readonly label: string;
  /** The key that does the same. */
  readonly shortcut?: string | undefined;
  readonly hintSide?: 'top' | 'bottom' | 'left';
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
    <Hint text={label} shortcut={shortcut} side={hintSide}>
      <button
        type="button"
        aria-label={label}
        aria-keyshortcuts={shortcut}
        {...rest}
        className={`grid size-5.5 shrink-0 place-items-center rounded-control transition-colors duration-150 ${looks[look]} ${isActive ? 'bg-raised text-accent' : ''} ${className}`}
      >
        <Icon aria-hidden className="size-2.5" />
      </button>
    </Hint>
  );
}
