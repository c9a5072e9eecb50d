import { useEffect, useId, useRef } from 'react';
import type { ReactNode } from 'react';

interface ModalProps {
  readonly title: string;
  /** What it is about, below the title. */
  readonly text?: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * A question over the whole page: the browser's own dialog, which keeps the focus inside, closes with Escape, and gives
 * the focus back. It adds no style to the page, so that the Content Security Policy has nothing to block.
 */
export function Modal({ title, text, onClose, children }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();

  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    return () => {
      element?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);

  return (
    <dialog
      ref={dialog}
      aria-labelledby={`${id}-title`}
      aria-describedby={text === undefined ? undefined : `${id}-text`}
      // Keys are not for the World behind.
      onKeyDown={(event) => event.stopPropagation()}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
      className="float-card scroll-slim m-auto max-h-[calc(100dvh-2rem)] w-[calc(100%-2rem)] max-w-[28rem] overflow-y-auto text-text backdrop:bg-background/70 open:animate-appear"
    >
      <div className="flex flex-col gap-1.5 p-3">
        <h2 dir="auto" id={`${id}-title`} className="text-heading font-semibold wrap-anywhere">
          {title}
        </h2>
        {text !== undefined && (
          <p dir="auto" id={`${id}-text`} className="text-body text-secondary">
            {text}
          </p>
        )}
        {children}
      </div>
    </dialog>
  );
}
