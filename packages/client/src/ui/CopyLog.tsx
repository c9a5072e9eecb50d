import { useState } from 'react';
import { useServices, useStrings } from '../app/useServices.ts';
import { Button } from './controls/Button.tsx';

/** Hands the person what the page has noted of itself, to be sent to their host. */
export function CopyLog() {
  const { report: words } = useStrings();
  const { log, logText } = useServices();
  const [copied, setCopied] = useState<string | undefined>();
  const copy = () => {
    const text = logText();
    navigator.clipboard.writeText(text).then(
      () => setCopied(words.copied),
      (cause: unknown) => {
        log.swallowed('Copying is not allowed, or not over plain http: the text is shown instead', cause);
        setCopied(text);
      },
    );
  };
  return (
    <>
      <Button look="secondary" onClick={copy}>
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
