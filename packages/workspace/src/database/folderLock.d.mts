/** What `folderLock.mjs` says of itself in JSDoc, for TypeScript. */
export function lockFolder(
  path: string,
  onCompromised: (reason: Error) => void,
  options?: { staleMs?: number; renewMs?: number; token?: string; onWaiting?: () => void },
): Promise<() => Promise<void>>;
