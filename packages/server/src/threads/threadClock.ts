export function createThreadClock(): () => number {
  return () => performance.now();
}
