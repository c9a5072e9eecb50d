import { presenceTickMs, wireLimits } from '@atrium/protocol';
import { defaultMaxPeople } from '@atrium/world';
import type { ZoneType } from '@atrium/world';
import type { WorkRate } from './timing/workBudget.ts';
import type { Rate } from './timing/rate.ts';

/** When the Media Plane does what. Every time is in milliseconds, every distance in tiles, every share from 0 to 1. */
export interface MediaThresholds {
  /** People who talk peer to peer in one Zone at most; above, the SFU serves it. */
  readonly p2pMaxPeople: number;
  /** Cameras that go peer to peer in one Zone at most. */
  readonly p2pMaxCameras: number;
  /** A Zone comes back from the SFU once it is so many people and cameras below those limits... */
  readonly p2pReturnMargin: number;
  /** ...and has been for so long. */
  readonly p2pReturnMs: number;
  /** A larger part of the pairs on a relay moves the Zone to the SFU. */
  readonly maxRelayedShare: number;
  /** A larger mean packet loss moves the Zone to the SFU. */
  readonly maxLossShare: number;
  /** Without an SFU, cameras and screens are off with more people than this. */
  readonly audioOnlyAbovePeople: number;
  /** In an OpenArea: one is heard up to here... */
  readonly earshotTiles: number;
  /** ...and once heard, up to so much further: nobody flickers on the edge. */
  readonly earshotSlackTiles: number;
  /** In an OpenArea, people are connected, silently, once they are so near. */
  readonly connectTiles: number;
  /** How long they stay connected when they are further apart. */
  readonly lingerMs: number;
  /** In an OpenArea, peer to peer. */
  readonly maxLinksPerPerson: number;
  /** How long somebody has to be in a Zone, unless they came through a Door, before its media begin. */
  readonly dwellMs: number;
  /** How long media go on while the Client of a person who is seen takes no part: lost, or back and silent about media. */
  readonly keptAfterLossMs: number;
  /** How long the old links are kept at most while new ones are made. */
  readonly retireMs: number;
  /** The shortest time between two restarts of ICE for one link. */
  readonly iceRestartSpacingMs: number;
  /** A pair that fails at both ends for so long goes over the SFU... */
  readonly pairFailsMs: number;
  /** ...and where a relay is being tried, for so long. */
  readonly pairFailsWithRelayMs: number;
  /** A pair that loses more than `maxLossShare` for so long goes over the SFU. */
  readonly pairLossyMs: number;
  /** How often positions, reports and deadlines are looked at. */
  readonly reviewMs: number;
}

export const defaultMediaThresholds: MediaThresholds = {
  p2pMaxPeople: 8,
  p2pMaxCameras: 4,
  p2pReturnMargin: 2,
  p2pReturnMs: 15_000,
  maxRelayedShare: 0.3,
  maxLossShare: 0.05,
  audioOnlyAbovePeople: 4,
  earshotTiles: 6,
  earshotSlackTiles: 0.5,
  connectTiles: 9,
  lingerMs: 10_000,
  maxLinksPerPerson: 8,
  dwellMs: 400,
  keptAfterLossMs: 30_000,
  retireMs: 5_000,
  iceRestartSpacingMs: 4_000,
  pairFailsMs: 2_000,
  pairFailsWithRelayMs: 6_000,
  pairLossyMs: 8_000,
  reviewMs: 250,
};

/** How the Doors of a World behave over time. All in ms. */
export interface DoorLimits {
  /** The shortest time between two announcements of how Doors are. */
  readonly doorStatesMs: number;
  /** Who has stepped out of a room may step back in for so long. */
  readonly stepBackMs: number;
}

/** Times in ms, distances in tiles from an Avatar's centre to the Door. */
export interface KnockLimits {
  readonly knockReachTiles: number;
  /** Who goes further away than this has changed their mind. */
  readonly knockLeashTiles: number;
  /** How long those inside have to answer. */
  readonly knockMs: number;
  /** How long an answer lets somebody through. */
  readonly passMs: number;
  /** After a no: how long the same Door is not to be knocked at again by the same person. */
  readonly declinedRestMs: number;
  readonly knocks: Rate;
}

/** How often one person may claim the attention of others. */
export interface AttentionLimits {
  readonly chats: Rate;
  readonly reactions: Rate;
  /** Waving at people, and beginning to dance. */
  readonly gestures: Rate;
  readonly knocks: Rate;
  readonly calls: Rate;
  /** Asking people to leave a room. */
  readonly askings: Rate;
}

/** What a host may set. Every time is in milliseconds. */
export interface SignalingLimits extends DoorLimits, KnockLimits, AttentionLimits {
  readonly maxPeoplePerWorld: number;
  /** People at most in a Zone whose World file does not say; those in Zones within it count. */
  readonly maxPeopleByZoneType: Readonly<Record<ZoneType, number>>;
  /** Time between two presence frames of a Zone. */
  readonly presenceTickMs: number;
  readonly helloTimeoutMs: number;
  /** How long the change of a World waits at most for Clients to read its next version. */
  readonly worldReadyMs: number;
  /** How long checking a hello may take: token, World, ticket. */
  readonly verifyTimeoutMs: number;
  /** Silence after which a Client counts as gone. */
  readonly deadAfterMs: number;
  /** How long others go on seeing someone whose connection was lost. */
  readonly detachedMs: number;
  /** How long a seat or an Object is kept for someone whose connection was lost, and their knock. */
  readonly seatKeptMs: number;
  /** How long a seat is reserved for the person who asked for it, until they sit down. */
  readonly seatReservedMs: number;
  /** How long somebody has a cup in hand who was at a CoffeeMachine. */
  readonly cupMs: number;
  /** How late a deadline of a session may be noticed. */
  readonly deadlineGrainMs: number;
  /** Parts of a presence tick; the frames of different Zones go out in different ones. */
  readonly presencePhases: number;
  /** The shortest time between two announcements of head counts. */
  readonly zoneCountsMs: number;
  /** A Door or passage is free again so long after the last movement of the person in it. */
  readonly gateIdleMs: number;
  /** And so long after they entered it, whatever they do. */
  readonly gateHeldMs: number;
  /** How long somebody cannot come back who was kicked from a World, or removed from a Zone. */
  readonly exclusionMs: number;
  /** How long a call can be answered. */
  readonly callMs: number;
  /** How soon what is drawn on a persistent Whiteboard is kept. */
  readonly boardSaveMs: number;
  /** Bytes of persistent Whiteboards that may wait in memory to be written again, after they could not be. */
  readonly unkeptBoardBytes: number;
  /** Work on what is drawn on one Whiteboard, and for one person. */
  readonly boardWork: WorkRate;
  readonly boardWorkPerPerson: WorkRate;
  /** How long a networkId is kept from the next person. */
  readonly networkIdRestMs: number;
  /** How long a World remembers somebody who has left: as long as one of their tickets may hold. */
  readonly departureKeptMs: number;
  /** The shortest time between two tickets of one session. */
  readonly ticketSpacingMs: number;
  readonly ticketWhileMovingMs: number;
  readonly ticketWhileStillMs: number;
  /** Control messages that may wait for a slow Client, in bytes. */
  readonly maxQueuedBytes: number;
  /** How long a closing server waits for its Clients to close before it drops them. */
  readonly closeGraceMs: number;
  /** Clients of a closing server come back over this time at least... */
  readonly reconnectSpreadMs: number;
  /** ...or over so long for each person, where that is more. */
  readonly reconnectSpreadPerPersonMs: number;
  readonly media: MediaThresholds;
  readonly moveIntents: Rate;
  readonly pings: Rate;
  readonly peopleLists: Rate;
  /** Everything about media: signals between Clients, reports, requests to the SFU. */
  readonly mediaMessages: Rate;
  /** Of them, switches turned on and off: everybody in the Zone is told of each. */
  readonly mediaStates: Rate;
  /** Doors, Objects and the people around: everything else that is asked for. */
  readonly requests: Rate;
  /** Strokes on a Whiteboard as they are drawn. */
  readonly boardUpdates: Rate;
  readonly boardCursors: Rate;
  /** What one person tells the Admins about others, on however many connections. */
  readonly reports: Rate;
  /** Control messages of any kind. */
  readonly messages: Rate;
  /** Coming into a World again and again, on however many connections; of one person. */
  readonly entries: Rate;
  /** Going from Zone to Zone. */
  readonly zoneChanges: Rate;
  /** Messages over their rate that are forgiven before the connection is closed. */
  readonly refusals: Rate;
}

export const defaultSignalingLimits: SignalingLimits = {
  maxPeoplePerWorld: 150,
  maxPeopleByZoneType: defaultMaxPeople,
  presenceTickMs,
  helloTimeoutMs: wireLimits.helloTimeoutMs,
  worldReadyMs: 2_000,
  verifyTimeoutMs: 10_000,
  deadAfterMs: wireLimits.deadAfterMs,
  detachedMs: 2_000,
  seatKeptMs: 10_000,
  seatReservedMs: 5_000,
  cupMs: 180_000,
  deadlineGrainMs: 250,
  presencePhases: 4,
  zoneCountsMs: 500,
  gateIdleMs: 3_000,
  gateHeldMs: 6_000,
  doorStatesMs: 200,
  stepBackMs: 6_000,
  knockReachTiles: 1.5,
  knockLeashTiles: 3,
  knockMs: 60_000,
  passMs: 30_000,
  declinedRestMs: 15_000,
  exclusionMs: 600_000,
  callMs: 60_000,
  boardSaveMs: 1_000,
  unkeptBoardBytes: 64 * 1024 * 1024,
  boardWork: { burstMs: 1_000, msPerSecond: 200 },
  boardWorkPerPerson: { burstMs: 500, msPerSecond: 100 },
  networkIdRestMs: 60_000,
  departureKeptMs: wireLimits.ticketLifetimeMs,
  ticketSpacingMs: 1_000,
  ticketWhileMovingMs: 5_000,
  ticketWhileStillMs: 20_000,
  maxQueuedBytes: 256 * 1024,
  closeGraceMs: 2_000,
  reconnectSpreadMs: 500,
  reconnectSpreadPerPersonMs: 5,
  media: defaultMediaThresholds,
  // Starts, stops and turns come on top of the 15 a second, and a stalled network delivers a second's worth at once.
  moveIntents: { burst: 60, perSecond: 30 },
  pings: { burst: 10, perSecond: 2 },
  peopleLists: { burst: 5, perSecond: 1 },
  // Eight people who meet at once exchange some 80 signals each.
  mediaMessages: { burst: 400, perSecond: 40 },
  mediaStates: { burst: 20, perSecond: 4 },
  requests: { burst: 40, perSecond: 5 },
  boardUpdates: { burst: 60, perSecond: 20 },
  boardCursors: { burst: 30, perSecond: 15 },
  reports: { burst: 3, perSecond: 1 / 60 },
  chats: { burst: 8, perSecond: 1 },
  reactions: { burst: 8, perSecond: 1.5 },
  gestures: { burst: 6, perSecond: 0.5 },
  knocks: { burst: 3, perSecond: 0.1 },
  calls: { burst: 4, perSecond: 0.1 },
  askings: { burst: 3, perSecond: 0.1 },
  messages: { burst: 500, perSecond: 80 },
  // A bad network and an impatient reader of two tabs get through; a loop does not.
  entries: { burst: 20, perSecond: 0.5 },
  zoneChanges: { burst: 6, perSecond: 2 },
  refusals: { burst: 100, perSecond: 5 },
};
