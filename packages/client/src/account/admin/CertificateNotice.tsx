import { TriangleAlert } from 'lucide-react';
import { liveStateSchema } from '@atrium/protocol';
import { useAccountStrings } from '../accountStrings.ts';
import { useResource } from '../useAccountApi.ts';

/** Says to Admins what is wrong with the certificate, and why; nothing where all is well. */
export function CertificateNotice() {
  const { certificate: words } = useAccountStrings();
  const { value } = useResource('/live', liveStateSchema);
  const { trouble, reason } = value?.certificate ?? { trouble: null, reason: null };
  if (trouble === null) return null;
  return (
    <div role="alert" className="flex gap-1 rounded-card bg-surface-raised p-2 text-body">
      <TriangleAlert aria-hidden className="mt-0.5 size-2 shrink-0 text-accent" />
      <p className="wrap-anywhere">
        {words[trouble]} {reason !== null && words.because(reason)}
      </p>
    </div>
  );
}
