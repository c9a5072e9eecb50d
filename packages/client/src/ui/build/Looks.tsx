import { createContext, useContext, useState } from 'react';
import type { ReactNode } from 'react';
import { lookArt } from '../../rendering/art/objects/lookArt.ts';
import { ObjectLooks } from '../../rendering/objects/objectLooks.ts';

const LooksContext = createContext<ObjectLooks | undefined>(undefined);

/** Knows how Objects look, for all within that shows them beside the World. */
export function Looks({ children }: { readonly children: ReactNode }) {
  const [looks] = useState(() => new ObjectLooks(lookArt));
  return <LooksContext value={looks}>{children}</LooksContext>;
}

/** @throws Error outside of `Looks` */
export function useLooks(): ObjectLooks {
  const looks = useContext(LooksContext);
  if (looks === undefined) throw new Error('How Objects look is known in Build Mode only.');
  return looks;
}
