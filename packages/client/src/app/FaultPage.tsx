import { Logo } from '../ui/Logo.tsx';
import { Button } from '../ui/controls/Button.tsx';
import { CopyLog } from '../ui/CopyLog.tsx';
import { useStrings } from './useServices.ts';

/** Instead of a page that stopped working; a reload leads back to where the person was. */
export function FaultPage() {
  const { fault: words } = useStrings();
  return (
    <main className="grid min-h-dvh place-items-center p-3">
      <div role="alert" className="flex max-w-[56ch] flex-col items-center gap-2 text-center">
        <Logo />
        <h1 className="text-title font-semibold">{words.pageTitle}</h1>
        <p className="text-emphasis text-secondary">{words.pageText}</p>
        <Button look="primary" onClick={() => window.location.reload()}>
          {words.reload}
        </Button>
        <CopyLog />
      </div>
    </main>
  );
}
