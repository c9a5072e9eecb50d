import { createContext, useContext, useState } from 'react';
import type { ReactNode } from 'react';
import { AssetImages, imageArt, lookArt } from '../../rendering/moreArt.ts';
import { ObjectLooks } from '../../rendering/objects/objectLooks.ts';

interface KnownLooks {
  readonly looks: ObjectLooks;
}

const LooksContext = createContext<KnownLooks | undefined>(undefined);

/** Knows how Objects look, for all within that shows them beside the World. */
export function Looks({ children }: { readonly children: ReactNode }) {
  const [known, setKnown] = useState((): KnownLooks => {
    const looks = new ObjectLooks();
    // A picture that has arrived is drawn by all that show it.
    const images = new AssetImages(() => setKnown({ looks }));
    return { looks: looks.complete(lookArt, { images, art: imageArt }) };
  });
  return <LooksContext value={known}>{children}</LooksContext>;
}

/** @throws Error outside of `Looks` */
export function useLooks(): ObjectLooks {
  const known = useContext(LooksContext);
  if (known === undefined) throw new Error('How Objects look is known in Build Mode only.');
  return known.looks;
}
