import type { ClientMessage } from '@atrium/protocol';
import type { SignalingLimits } from '../limits.ts';
import { TokenBucket } from '../timing/tokenBucket.ts';

/** How much of what one Client may still send. */
export class SessionRates {
  readonly messages: TokenBucket;
  readonly pings: TokenBucket;
  readonly peopleLists: TokenBucket;
  readonly mediaMessages: TokenBucket;
  readonly mediaStates: TokenBucket;
  readonly moveIntents: TokenBucket;
  /** What goes beyond the others takes from here; when it is empty, the connection ends. */
  readonly refusals: TokenBucket;

  constructor(limits: SignalingLimits) {
    this.messages = new TokenBucket(limits.messages);
    this.pings = new TokenBucket(limits.pings);
    this.peopleLists = new TokenBucket(limits.peopleLists);
    this.mediaStates = new TokenBucket(limits.mediaStates);
    this.mediaMessages = new TokenBucket(limits.mediaMessages);
    this.moveIntents = new TokenBucket(limits.moveIntents);
    this.refusals = new TokenBucket(limits.refusals);
  }

  /** Whether one more message about media may come. */
  takeMediaMessage(type: ClientMessage['type'], nowMs: number): boolean {
    if (type === 'media.state' && !this.mediaStates.take(nowMs)) return false;
    return this.mediaMessages.take(nowMs);
  }
}
