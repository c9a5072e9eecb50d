import type { Log } from '../log/log.ts';

/** What an address of the Client shows. */
export type Route =
  | { readonly kind: 'defaultWorld' }
  | { readonly kind: 'world'; readonly worldId: string }
  | { readonly kind: 'account'; readonly page: AccountPage; readonly section: string | undefined }
  | { readonly kind: 'notFound' };

/** Pages about accounts and Workspaces. */
const accountPages = ['setup', 'sign-in', 'join', 'password', 'account', 'admin'] as const;
export type AccountPage = (typeof accountPages)[number];

/** @param path as in `location.pathname` */
export function readRoute(path: string, log: Log): Route {
  if (path === '/' || path === '/index.html') return { kind: 'defaultWorld' };
  const [, first = '', section] = /^\/([a-z-]+)(?:\/([a-z-]+))?\/?$/.exec(path) ?? [];
  const page = accountPages.find((known) => known === first);
  if (page !== undefined && (section === undefined || page === 'admin'))
    return { kind: 'account', page, section };
  const worldId = /^\/w\/([^/]+)\/?$/.exec(path)?.[1];
  if (worldId === undefined) return { kind: 'notFound' };
  try {
    return { kind: 'world', worldId: decodeURIComponent(worldId) };
  } catch (cause) {
    log.swallowed('The address has a percent sign that begins nothing: there is no such page', cause);
    return { kind: 'notFound' };
  }
}

export function worldAddress(worldId: string): string {
  return `/w/${encodeURIComponent(worldId)}`;
}
