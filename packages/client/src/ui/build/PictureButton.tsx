import type { ReactNode } from 'react';

interface PictureButtonProps {
  readonly name: string;
  readonly isChosen: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

/** A choice that is known by its picture; its name is said and shown on hovering. */
export function PictureButton({ name, isChosen, onClick, children }: PictureButtonProps) {
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      title={name}
      aria-label={name}
      onClick={onClick}
      className={`flex h-7 items-center justify-center rounded-control border p-0.25 ${isChosen ? 'border-accent bg-raised' : 'border-transparent hover:bg-raised-hover'}`}
    >
      {children}
    </button>
  );
}
