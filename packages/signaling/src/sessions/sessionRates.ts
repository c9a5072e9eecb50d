import type { ClientMessage } from '@atrium/protocol';
import type { SignalingLimits } from '../limits.ts';
import { TokenBucket } from '../timing/tokenBucket.ts';

type RateName =
  | 'pings'
  | 'peopleLists'
  | 'mediaStates'
  | 'mediaMessages'
  | 'requests'
  | 'boardUpdates'
  | 'boardCursors';

/** How much of what one Client may still send. */
export class SessionRates {
  readonly messages: TokenBucket;
  readonly moveIntents: TokenBucket;
  /** What goes beyond the others takes from here; when it is empty, the connection ends. */
  readonly refusals: TokenBucket;
  readonly #byName: Readonly<Record<RateName, TokenBucket>>;

  constructor(limits: SignalingLimits) {
    this.messages = new TokenBucket(limits.messages);
    this.moveIntents = new TokenBucket(limits.moveIntents);
    this.refusals = new TokenBucket(limits.refusals);
    this.#byName = {
      pings: new TokenBucket(limits.pings),
      peopleLists: new TokenBucket(limits.peopleLists),
      mediaStates: new TokenBucket(limits.mediaStates),
      mediaMessages: new TokenBucket(limits.mediaMessages),
      requests: new TokenBucket(limits.requests),
      boardUpdates: new TokenBucket(limits.boardUpdates),
      boardCursors: new TokenBucket(limits.boardCursors),
    };
  }

  /** Whether one more message of a type may come. */
  take(type: ClientMessage['type'], nowMs: number): boolean {
    return ratesOf(type).every((name) => this.#byName[name].take(nowMs));
  }
}

/** What a message counts for. */
function ratesOf(type: ClientMessage['type']): readonly RateName[] {
  switch (type) {
    case 'hello':
    case 'leave':
      return [];
    case 'ping':
      return ['pings'];
    case 'people.list':
      return ['peopleLists'];
    case 'media.state':
      return ['mediaStates', 'mediaMessages'];
    case 'board.update':
      return ['boardUpdates'];
    case 'board.cursor':
      return ['boardCursors'];
    default:
      return [/^(media|sfu)\./.test(type) ? 'mediaMessages' : 'requests'];
  }
}
