import type { ChangingSpace } from '@atrium/world';
import type { MediaControl } from '../media/mediaControl.ts';
import type { WorldSession } from '../session/worldSession.ts';
import type { Announcer } from './announcer.ts';
import type { Notices } from './notices.ts';
import type { ActivityTicker } from './activityTicker.ts';
import type { ChatLog } from './chatLog.ts';
import type { Following } from './following.ts';
import type { PictureWishes } from './pictureWishes.ts';
import type { SignBook } from '../presence/signBook.ts';
import type { StatusKeeper } from './statusKeeper.ts';
import type { Entrance } from '../app/entrance.ts';
import type { WorldStage } from '../app/stage.ts';
import type { SurfaceStore } from './surface.ts';

/** One connection to a World, with all that the surface over it needs. */
export interface Visit {
  readonly stage: WorldStage;
  /** The World as it is now. */
  readonly space: ChangingSpace;
  readonly session: WorldSession;
  readonly media: MediaControl;
  readonly surface: SurfaceStore;
  readonly notices: Notices;
  readonly announcer: Announcer;
  readonly ticker: ActivityTicker;
  readonly entrance: Entrance;
  readonly chat: ChatLog;
  readonly signs: SignBook;
  readonly status: StatusKeeper;
  readonly following: Following;
  readonly picture: PictureWishes;
  /** Whom one has called over, by the id of the call. */
  readonly calledNames: Map<string, string>;
  /** The page or the World goes away: ends the connection without saying good-bye, so that the ticket holds. */
  end(): void;
}
