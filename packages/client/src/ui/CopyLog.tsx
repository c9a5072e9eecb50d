import { useState } from 'react';
import { useServices, useStrings } from '../app/useServices.ts';
import { Button } from './controls/Button.tsx';
import { copyText } from './copyText.ts';

/** Hands the person what the page has noted of itself, to be sent to their host. */
export function CopyLog() {
  const { report: words } = useStrings();
  const { log, logText } = useServices();
  const [copied, setCopied] = useState<string | undefined>();
  const copy = async () => {
    const text = logText();
    setCopied((await copyText(text, log)) ? words.copied : text);
  };
  return (
    <>
      <Button look="secondary" onClick={() => void copy()}>
        {words.copy}
      </Button>
      {copied !== undefined && (
        <p
          role="status"
          className="max-h-30 w-full overflow-auto text-left text-caption whitespace-pre-wrap select-all"
        >
          {copied}
        </p>
      )}
    </>
  );
}
