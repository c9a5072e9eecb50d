import type { AttentionLimits } from '../limits.ts';
import { TokenBucket } from '../timing/tokenBucket.ts';

/** What of it somebody has left. Belongs to the person and not to a connection: coming back restores nothing. */
export class Attention {
  readonly chats: TokenBucket;
  readonly reactions: TokenBucket;
  readonly gestures: TokenBucket;
  readonly knocks: TokenBucket;
  readonly calls: TokenBucket;
  readonly askings: TokenBucket;

  constructor(limits: AttentionLimits) {
    this.chats = new TokenBucket(limits.chats);
    this.reactions = new TokenBucket(limits.reactions);
    this.gestures = new TokenBucket(limits.gestures);
    this.knocks = new TokenBucket(limits.knocks);
    this.calls = new TokenBucket(limits.calls);
    this.askings = new TokenBucket(limits.askings);
  }
}
