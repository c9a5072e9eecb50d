import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../../ui/controls/Button.tsx';
import type { ButtonLook } from '../../ui/controls/Button.tsx';
import { Modal } from '../../ui/controls/Modal.tsx';
import { useAccountStrings } from '../accountStrings.ts';
import { useDoing } from '../useAccountApi.ts';
import { Problem } from './Problem.tsx';

interface Question {
  readonly title: string;
  readonly text: string;
  /** On the button that does it. */
  readonly action: string;
  readonly onConfirm: () => Promise<void>;
  /** What has to be given for it. */
  readonly children?: ReactNode;
}

interface ConfirmProps extends Question {
  /** On the button that asks. */
  readonly trigger: string;
}

/** Asks before something is done that cannot be undone. */
export function Confirm({ trigger, ...question }: ConfirmProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button look="danger" onClick={() => setOpen(true)}>
        {trigger}
      </Button>
      {isOpen && <ConfirmDialog {...question} look="leave" onClose={() => setOpen(false)} />}
    </>
  );
}

interface ConfirmDialogProps extends Question {
  readonly look: Extract<ButtonLook, 'primary' | 'leave'>;
  readonly onClose: () => void;
}

/** The question itself, over the page; the focus goes back to where it was. */
export function ConfirmDialog({
  title,
  text,
  action,
  look,
  onConfirm,
  onClose,
  children,
}: ConfirmDialogProps) {
  const { common } = useAccountStrings();
  const { run, problem, isBusy } = useDoing();
  return (
    <Modal title={title} text={text} onClose={onClose}>
      <form
        className="flex flex-col gap-1.5"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy) void run(onConfirm).then((isDone) => isDone && onClose());
        }}
      >
        {children}
        <Problem text={problem} />
        <div className="flex flex-wrap justify-end gap-1">
          <Button look="secondary" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button look={look} type="submit" aria-disabled={isBusy}>
            {action}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
