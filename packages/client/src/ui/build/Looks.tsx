import { createContext, useContext, useMemo, useReducer, useState } from 'react';
import type { ReactNode } from 'react';
import { AssetImages, imageArt, lookArt } from '../../rendering/moreArt.ts';
import { ObjectLooks } from '../../rendering/objects/objectLooks.ts';

interface KnownLooks {
  readonly looks: ObjectLooks;
  /** Images that have come so far. */
  readonly arrivals: number;
}

const LooksContext = createContext<KnownLooks | undefined>(undefined);

/** Knows how Objects look, for all within that shows them beside the World. */
export function Looks({ children }: { readonly children: ReactNode }) {
  // An image that has arrived is drawn by all that show it.
  const [arrivals, arrived] = useReducer((count: number) => count + 1, 0);
  const [looks] = useState(() =>
    new ObjectLooks().complete(lookArt, { images: new AssetImages(arrived), art: imageArt }),
  );
  const known = useMemo(() => ({ looks, arrivals }), [looks, arrivals]);
  return <LooksContext value={known}>{children}</LooksContext>;
}

/** @throws Error outside of `Looks` */
export function useLooks(): ObjectLooks {
  const known = useContext(LooksContext);
  if (known === undefined) throw new Error('How Objects look is known in Build Mode only.');
  return known.looks;
}
