import { Tooltip } from 'radix-ui';
import type { ReactElement } from 'react';
import { Key } from './Key.tsx';

interface HintProps {
  readonly text: string;
  readonly shortcut?: string | undefined;
  readonly side: 'top' | 'bottom' | 'left';
  readonly children: ReactElement;
}

/** A tooltip: the name of a control, and the key that does the same. */
export function Hint({ text, shortcut, side, children }: HintProps) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content
          side={side}
          sideOffset={8}
          collisionPadding={8}
          className="z-50 flex max-w-[min(20rem,calc(100vw-2rem))] animate-appear items-center gap-1 rounded-control border border-hairline bg-raised px-1 py-0.5 text-caption text-text shadow-float select-none"
        >
          {text}
          {shortcut !== undefined && <Key label={shortcut} />}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
