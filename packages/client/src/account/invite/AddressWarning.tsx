import { TriangleAlert } from 'lucide-react';
import { useAccountStrings } from '../accountStrings.ts';
import { addressReach } from './addressReach.ts';

/** Says who cannot open an address of this server, and what its host has to set; nothing where everybody can. */
export function AddressWarning({ address }: { readonly address: string }) {
  const { reach: words } = useAccountStrings();
  const reach = addressReach(address);
  if (reach === 'everywhere') return null;
  return (
    <p className="flex gap-1 text-body">
      <TriangleAlert aria-hidden className="mt-0.5 size-2 shrink-0 text-accent" />
      {words[reach]}
    </p>
  );
}
