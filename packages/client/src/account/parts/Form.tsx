import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../../ui/controls/Button.tsx';
import { useDoing } from '../useAccountApi.ts';
import { Problem } from './Problem.tsx';

interface FormProps {
  /** On its button. */
  readonly action: string;
  readonly onSubmit: () => Promise<void>;
  /** Said when it was done, where the page stays. */
  readonly done?: ReactNode;
  readonly children: ReactNode;
}

/** Fields and the one button that sends them; what goes wrong is said above it. */
export function Form({ action, onSubmit, done, children }: FormProps) {
  const { isBusy, problem, run } = useDoing();
  const [isDone, setDone] = useState(false);
  return (
    <form
      className="flex w-full max-w-[36rem] flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (isBusy) return;
        setDone(false);
        void run(onSubmit).then(setDone);
      }}
    >
      {children}
      <Problem text={problem} />
      {isDone && done !== undefined && (
        <div
          role="status"
          // In view where what was made has pushed the form down.
          className="sticky bottom-1 rounded-control bg-panel py-0.5 text-body text-secondary"
        >
          {done}
        </div>
      )}
      <Button look="primary" type="submit" aria-disabled={isBusy} className="self-stretch">
        {action}
      </Button>
    </form>
  );
}
