import { WebSocket } from 'ws';
import { WorldSession, openWebSocket, systemTimers } from '@atrium/client/core';
import { guestReplySchema, restErrorSchema, signalPath } from '@atrium/protocol';
import type { AvatarLook } from '@atrium/protocol';
import type { WorldSpace } from '@atrium/world';

/** Who a walker is, and where. */
export interface WalkerOptions {
  /** Of the server, as in `http://127.0.0.1:3000`. */
  readonly url: string;
  readonly space: WorldSpace;
  readonly name: string;
  readonly look: AvatarLook;
  readonly random: () => number;
}

const longestPauseMs = 4_000;

/**
 * Somebody without a screen who enters a World with the real Client and walks about, sits down, and goes visiting.
 *
 * @returns ends the visit
 */
export async function startWalker({
  url,
  space,
  name,
  look,
  random,
}: WalkerOptions): Promise<() => Promise<void>> {
  const token = await guestToken(url, name);
  const address = new URL(signalPath(space.world.worldId), url);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  let ticket: string | undefined;
  const session = new WorldSession({
    space,
    hello: () => ({ token, look }),
    openSocket: openWebSocket(address.href, WebSocket),
    timers: systemTimers,
    ticketStore: { load: () => ticket, save: (latest) => void (ticket = latest) },
  });
  session.start();
  const timer = setInterval(() => doSomething(session, random), longestPauseMs * (0.5 + random() / 2));
  return async () => {
    clearInterval(timer);
    await session.leave();
  };
}

function doSomething(session: WorldSession, random: () => number): void {
  if (session.state.kind !== 'online' || session.self.place.state === 'walking') return;
  const { space } = session;
  const { width, height } = space.world.map;
  const wish = random();
  if (wish < 0.6) session.walkTo({ x: random() * width, y: random() * height });
  else if (wish < 0.75) session.sitOn(pick(space.seats, random)?.id ?? '');
  else if (wish < 0.9) session.walkToZone(pick(space.zones.all, random)?.id ?? '');
}

function pick<Item>(items: readonly Item[], random: () => number): Item | undefined {
  return items[Math.floor(random() * items.length)];
}

async function guestToken(url: string, name: string): Promise<string> {
  const reply = await fetch(new URL('/api/v1/guests', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name }),
  });
  const body: unknown = await reply.json();
  if (!reply.ok) throw new Error(`No guest token for ${name}: ${restErrorSchema.parse(body).message}`);
  return guestReplySchema.parse(body).token;
}
