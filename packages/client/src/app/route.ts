/** What an address of the Client shows. */
export type Route =
  | { readonly kind: 'defaultWorld' }
  | { readonly kind: 'world'; readonly worldId: string }
  | { readonly kind: 'notFound' };

/** @param path as in `location.pathname` */
export function readRoute(path: string): Route {
  if (path === '/' || path === '/index.html') return { kind: 'defaultWorld' };
  const worldId = /^\/w\/([^/]+)\/?$/.exec(path)?.[1];
  if (worldId === undefined) return { kind: 'notFound' };
  try {
    return { kind: 'world', worldId: decodeURIComponent(worldId) };
  } catch {
    return { kind: 'notFound' }; // A percent sign that begins nothing.
  }
}

export function worldAddress(worldId: string): string {
  return `/w/${encodeURIComponent(worldId)}`;
}
