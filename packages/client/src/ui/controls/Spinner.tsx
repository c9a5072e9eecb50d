import { LoaderCircle } from 'lucide-react';

/** Something is on its way; the label says what. */
export function Spinner({ label }: { readonly label: string }) {
  return (
    <div role="status" className="flex items-center gap-1 text-emphasis text-secondary">
      <LoaderCircle aria-hidden className="size-2.5 animate-turn" />
      {label}
    </div>
  );
}
