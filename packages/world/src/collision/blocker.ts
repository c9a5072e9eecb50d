/** What stood in the way of a movement. */
export type Blocker =
  | { readonly kind: 'edge' | 'wall' }
  | { readonly kind: 'object' | 'seat' | 'door' | 'passage' | 'zone'; readonly id: string };
