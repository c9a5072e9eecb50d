import { useState } from 'react';
import { useServices } from '../../app/useServices.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { useAccountStrings } from '../accountStrings.ts';

/** A link or a token that is shown once, to be passed on. */
export function SecretLink({ text, note }: { readonly text: string; readonly note: string }) {
  const { common } = useAccountStrings();
  const { log } = useServices();
  const [isCopied, setCopied] = useState(false);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      (cause: unknown) =>
        log.swallowed('Copying is not allowed, or not over plain http: select the text', cause),
    );
  return (
    <div role="status" className="flex flex-col gap-0.5 rounded-control border border-accent p-1.5">
      <p className="text-body">{note}</p>
      <div className="flex flex-wrap items-center gap-1">
        <code className="min-w-0 flex-1 text-caption break-all select-all">{text}</code>
        <Button look="secondary" onClick={() => void copy()}>
          {isCopied ? common.copied : common.copy}
        </Button>
      </div>
    </div>
  );
}
