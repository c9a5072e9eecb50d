import { Dialog } from 'radix-ui';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../../ui/controls/Button.tsx';
import { useAccountStrings } from '../accountStrings.ts';
import { useDoing } from '../useAccountApi.ts';
import { Problem } from './Problem.tsx';

interface ConfirmProps {
  /** On the button that asks. */
  readonly trigger: string;
  readonly title: string;
  readonly text: string;
  /** On the button that does it. */
  readonly action: string;
  readonly onConfirm: () => Promise<void>;
  /** What has to be given for it. */
  readonly children?: ReactNode;
}

/** Asks before something is done that cannot be undone. */
export function Confirm({ trigger, title, text, action, onConfirm, children }: ConfirmProps) {
  const { common } = useAccountStrings();
  const { run, problem, isBusy } = useDoing();
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog.Root open={isOpen} onOpenChange={setOpen}>
      <Dialog.Trigger asChild>
        <Button look="secondary" className="self-start text-danger">
          {trigger}
        </Button>
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 animate-appear bg-background/70" />
        <Dialog.Content className="float-card fixed top-1/2 left-1/2 z-50 flex w-[calc(100%-2rem)] max-w-[26rem] -translate-x-1/2 -translate-y-1/2 flex-col gap-1.5 p-3">
          <Dialog.Title className="text-heading font-semibold">{title}</Dialog.Title>
          <Dialog.Description className="text-body text-secondary">{text}</Dialog.Description>
          <form
            className="flex flex-col gap-1.5"
            onSubmit={(event) => {
              event.preventDefault();
              if (!isBusy) void run(onConfirm).then((isDone) => isDone && setOpen(false));
            }}
          >
            {children}
            <Problem text={problem} />
            <div className="flex flex-wrap justify-end gap-1">
              <Dialog.Close asChild>
                <Button look="secondary">{common.cancel}</Button>
              </Dialog.Close>
              <Button look="leave" type="submit" aria-disabled={isBusy}>
                {action}
              </Button>
            </div>
          </form>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
