/** Raised whenever an older Client could misread this server, or the other way round. */
export const protocolVersion = 5;

/** The WebSocket subprotocol both ends name. */
export const subprotocol = 'atrium.v1';

/** Where the WebSocket of a World is; the World is in the path, so that a load balancer can route by it. */
export function signalPath(worldId: string): string {
  return `/signal/${encodeURIComponent(worldId)}`;
}
