import type { ChatLine, ModerationAction, Someone } from '@atrium/protocol';

/** What somebody did to somebody else in a World, and why. */
export interface ModerationFact {
  readonly workspaceId: string;
  readonly worldId: string;
  readonly zoneId: string;
  readonly actor: Someone;
  /** To whom, or to which Door, which has no Role. */
  readonly person: Omit<Someone, 'role'> & Partial<Pick<Someone, 'role'>>;
  readonly action: ModerationAction | 'askToLeave' | 'lockDoor' | 'unlockDoor';
  readonly reason: string | undefined;
}

export interface BanOrder extends Pick<ModerationFact, 'workspaceId' | 'actor'> {
  readonly person: Someone;
  readonly reason: string;
  /** Network address that is kept out too. */
  readonly address: string | undefined;
  /** In ms; `undefined`: for good. */
  readonly forMs: number | undefined;
}

export interface ReportOfPerson extends Pick<ModerationFact, 'workspaceId' | 'worldId' | 'zoneId'> {
  readonly reporter: Someone;
  readonly person: Someone;
  readonly text: string;
  readonly chat: readonly ChatLine[];
}

/** Where moderation is written down. Each resolves once it would be found after a crash. */
export interface ModerationRecords {
  record(fact: ModerationFact): Promise<void>;
  /** Keeps somebody out from now on; in the records as well. */
  ban(order: BanOrder): Promise<void>;
  report(report: ReportOfPerson): Promise<void>;
}
