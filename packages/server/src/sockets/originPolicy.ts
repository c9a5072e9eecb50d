/**
 * Whether a page of this origin may open a socket: pages of this very server and of the origins its host has named.
 * Programs that are no browsers send no Origin and may.
 *
 * @param origin the header `Origin`
 * @param host the header `Host`
 */
export function isOriginAllowed(
  origin: string | undefined,
  host: string | undefined,
  allowedOrigins: readonly string[],
): boolean {
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const page = new URL(origin);
  if (allowedOrigins.includes(page.origin)) return true;
  // Through URL, so that `office.example.com:443` is the same place as `office.example.com` for https.
  const here = `${page.protocol}//${host ?? ''}`;
  return host !== undefined && URL.canParse(here) && new URL(here).host === page.host;
}
