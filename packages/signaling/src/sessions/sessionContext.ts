import type { MoveIntentReader } from '@atrium/protocol';
import type { SignalingLimits } from '../limits.ts';
import type { SignalingPorts } from '../ports/signalingPorts.ts';
import type { Overload } from '../timing/overload.ts';
import type { TimerWheel } from '../timing/timerWheel.ts';
import type { LiveWorlds } from '../worlds/liveWorlds.ts';
import type { WorldChanges } from './worldChanges.ts';

/** What all sessions of a server share. */
export interface SessionContext {
  readonly ports: SignalingPorts;
  readonly limits: SignalingLimits;
  readonly liveWorlds: LiveWorlds;
  readonly worldChanges: WorldChanges;
  readonly overload: Overload;
  readonly wheel: TimerWheel;
  readonly moveIntentReader: MoveIntentReader;
  readonly totals: { moveIntents: number; positionCorrections: number };
}
