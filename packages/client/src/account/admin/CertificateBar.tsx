import { TriangleAlert, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { liveStateSchema } from '@atrium/protocol';
import { IconButton } from '../../ui/controls/IconButton.tsx';
import { useAccountStrings } from '../accountStrings.ts';
import { useResource } from '../useAccountApi.ts';

/** A renewal that fails is told of after a day, so this is often enough. */
const againMs = 6 * 3_600_000;

/** Tells Admins over the World what is wrong with the certificate: they may not look at the Administration for weeks. */
export function CertificateBar() {
  const { certificate: words } = useAccountStrings();
  const { value, reload } = useResource('/live', liveStateSchema);
  const [dismissed, setDismissed] = useState<string>();
  useEffect(() => {
    const timer = setInterval(reload, againMs);
    return () => clearInterval(timer);
  }, [reload]);
  const trouble = value?.certificate?.trouble ?? null;
  // What becomes worse is told of again.
  if (trouble === null || trouble === dismissed) return null;
  return (
    <section
      role="alert"
      className="float-card pointer-events-auto flex max-w-[40rem] animate-drop items-center gap-1 py-0.5 pr-0.5 pl-1.5 text-body"
    >
      <TriangleAlert aria-hidden className="size-2.5 shrink-0 text-accent" />
      <p className="min-w-0">
        {words[trouble]}{' '}
        <a href="/admin/live" target="_blank" className="inline-block underline underline-offset-4">
          {words.look}
        </a>
      </p>
      <IconButton icon={X} label={words.dismiss} hintSide="bottom" onClick={() => setDismissed(trouble)} />
    </section>
  );
}
