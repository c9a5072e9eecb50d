/** Where somebody signs in, to be brought back to where they were. @param back a path of this server */
export function signInAddress(back: string): string {
  return back === '/' ? '/sign-in' : `/sign-in?back=${encodeURIComponent(back)}`;
}

/** @param search as in `location.search`; what it names that is not of this server is not followed */
export function addressToReturnTo(search: string): string {
  const back = new URLSearchParams(search).get('back') ?? '/';
  return /^\/(?![/\\])[^\s\\]*$/.test(back) ? back : '/';
}

/** The secret of the link that led here. It stands behind the `#`, which no browser sends to a server. */
export function linkToken(): string {
  return window.location.hash.replace(/^#/, '');
}
