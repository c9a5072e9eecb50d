/** The secret of the link that led here. It stands behind the `#`, which no browser sends to a server. */
export function linkToken(): string {
  return window.location.hash.replace(/^#/, '');
}
