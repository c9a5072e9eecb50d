import { useState } from 'react';
import { useServices } from '../../app/useServices.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { copyText } from '../../ui/copyText.ts';
import { useAccountStrings } from '../accountStrings.ts';
import { AddressWarning } from '../invite/AddressWarning.tsx';

interface SecretLinkProps {
  readonly text: string;
  readonly note: string;
  /** Whether it is on the clipboard already. */
  readonly isCopied?: boolean;
}

/** A link or a token that is shown once, to be passed on. Where others cannot open the link, it says so. */
export function SecretLink({ text, note, isCopied: wasCopied = false }: SecretLinkProps) {
  const { common } = useAccountStrings();
  const { log } = useServices();
  const [isCopied, setCopied] = useState(wasCopied);
  const copy = async () => setCopied(await copyText(text, log));
  return (
    <div role="status" className="flex flex-col gap-0.5 rounded-control border border-accent p-1.5">
      {URL.canParse(text) && <AddressWarning address={text} />}
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
