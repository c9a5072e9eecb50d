import type { CameraQuality, MediaLink, MediaPlan, P2pLink, ServerMessageOf } from '@atrium/protocol';
import { choosePath } from './core/choosePath.ts';
import { judgeHeldLink, orphanMs } from './core/keepLinks.ts';
import type { MediaPath, SentTracks } from './links/mediaPath.ts';
import { PeerLink } from './links/peerLink.ts';
import type { Signal } from './links/peerLink.ts';
import { SfuConnection } from './links/sfuConnection.ts';
import type { WantedPictures } from './links/sfuReceiving.ts';
import type { MediaEngineOptions } from './mediaEngineOptions.ts';

/** A path with what the plan says of it, and what was noticed of it. */
export interface HeldPath {
  readonly linkId: string;
  readonly personId: string;
  readonly path: MediaPath;
  link: MediaLink;
  orphanedAtMs: number | undefined;
  isLive: boolean;
  wasConnected: boolean;
  readonly isRetiring: boolean;
}

export interface MediaPathsEvents {
  /** Something may sound or look different now. */
  changed(): void;
  /** A direct path to a person is up, or up again. */
  connected(linkId: string): void;
  /** A way does not work. */
  failed(linkId: string): void;
}

/** What is sent, and how much of the camera. */
export interface Outgoing {
  readonly tracks: SentTracks;
  readonly cameraQuality: CameraQuality;
  readonly receivesVideo: boolean;
}

const nothingSent: Outgoing = { tracks: {}, cameraQuality: 'full', receivesVideo: true };

/** The ways to all people of the Zone: opens and closes them as the plans say, and nothing else. */
export class MediaPaths {
  readonly #options: MediaEngineOptions;
  readonly #events: MediaPathsEvents;
  /** By linkId, the oldest first. */
  readonly #held = new Map<string, HeldPath>();
  #room: SfuConnection | undefined;
  /** The room from before the server was lost; open until nobody is heard through it any more. */
  #formerRoom: SfuConnection | undefined;
  #zoneId: string | undefined;
  #outgoing = nothingSent;
  #wanted: WantedPictures = () => undefined;

  constructor(options: MediaEngineOptions, events: MediaPathsEvents) {
    this.#options = options;
    this.#events = events;
  }

  get all(): readonly HeldPath[] {
    return [...this.#held.values()];
  }

  /** Links and rooms that are open, to be named after a reconnect. */
  get holds(): string[] {
    return [...this.#held.keys(), ...(this.#room === undefined ? [] : [this.#room.sfuId])];
  }

  /** The one way over which a person is heard and seen now. */
  chosen(personId: string): HeldPath | undefined {
    return choosePath(this.all.filter((held) => held.personId === personId));
  }

  get people(): ReadonlySet<string> {
    return new Set(this.all.map(({ personId }) => personId));
  }

  /** @param isFirst whether it is the first plan of a connection that is not the first */
  apply(plan: MediaPlan, isFirst: boolean): void {
    const nowMs = this.#options.timers.now();
    const isSameZone = plan.zoneId === this.#zoneId;
    this.#zoneId = plan.zoneId;
    this.#followRoom(plan.sfu?.sfuId, isFirst && isSameZone);
    for (const held of this.all) {
      const fate = judgeHeldLink(held, plan, isFirst, isSameZone, nowMs);
      if (fate === 'ended') this.#end(held);
      if (fate === 'orphaned') this.#orphan(held, nowMs);
    }
    for (const link of plan.links) this.#follow(link);
    const throughRoom = plan.links.filter(({ kind }) => kind === 'sfu');
    this.#room?.setPeople(new Set(throughRoom.map(({ personId }) => personId)));
    this.setOutgoing(this.#outgoing);
    this.#events.changed();
  }

  /** Takes a signal in, if it is for a link of the plan. */
  receive(signal: Signal): void {
    const path = this.#held.get(signal.linkId)?.path;
    if (path instanceof PeerLink) path.receive(signal);
  }

  published({ sfuId, personId, producers }: ServerMessageOf<'sfu.published'>): void {
    if (this.#room?.sfuId === sfuId) this.#room.published({ personId, producers });
  }

  setOutgoing(outgoing: Outgoing): void {
    this.#outgoing = outgoing;
    const { tracks, cameraQuality, receivesVideo } = outgoing;
    let goesDirectly = false;
    for (const { path, link } of this.#held.values()) {
      if (!(path instanceof PeerLink)) continue;
      goesDirectly = true;
      // Beyond earshot nobody listens in, or watches: nothing is sent there.
      path.send(link.audible ? tracks : {});
      path.limitCamera(cameraQuality);
      path.receiveVideo(receivesVideo);
    }
    this.#formerRoom?.send(tracks);
    this.#room?.send(tracks);
    this.#room?.limitCamera(cameraQuality, goesDirectly);
  }

  setWanted(wanted: WantedPictures): void {
    this.#wanted = wanted;
    this.#room?.setWanted(wanted);
  }

  /** Looks for other ways, as after a change of network. */
  restartIce(): void {
    for (const { path } of this.#held.values()) if (path instanceof PeerLink) path.restartIce();
    this.#room?.restartIce();
  }

  /** Ends everything, at once. */
  close(): void {
    for (const held of this.all) this.#end(held);
    this.#followRoom(undefined, false);
    this.#zoneId = undefined;
    this.#events.changed();
  }

  #follow(link: MediaLink): void {
    const held = this.#held.get(link.linkId);
    if (held !== undefined) {
      held.link = link;
      held.orphanedAtMs = undefined;
      if (held.path instanceof PeerLink && link.kind === 'p2p') held.path.update(link);
      return;
    }
    const path = link.kind === 'p2p' ? this.#open(link) : this.#room?.path(link.linkId, link.personId);
    if (path === undefined) return;
    const made: HeldPath = {
      linkId: link.linkId,
      personId: link.personId,
      path,
      link,
      orphanedAtMs: undefined,
      isLive: false,
      wasConnected: false,
      get isRetiring() {
        return this.link.retiring || this.orphanedAtMs !== undefined;
      },
    };
    this.#held.set(link.linkId, made);
  }

  #open(link: P2pLink): PeerLink {
    const { createConnection, timers, signals, log } = this.#options;
    return new PeerLink(link, {
      log,
      createConnection,
      timers,
      signal: (signal) => signals.cast(signal),
      changed: () => this.#events.changed(),
      connected: () => this.#events.connected(link.linkId),
      failed: () => this.#events.failed(link.linkId),
    });
  }

  #end(held: HeldPath): void {
    this.#held.delete(held.linkId);
    if (held.path instanceof PeerLink) held.path.close();
    if (this.#orphansInRoom().length === 0) this.#closeFormerRoom();
  }

  #orphansInRoom(): readonly HeldPath[] {
    return this.all.filter(({ path, orphanedAtMs }) => path.kind === 'sfu' && orphanedAtMs !== undefined);
  }

  #closeFormerRoom(): void {
    this.#formerRoom?.close();
    this.#formerRoom = undefined;
  }

  /** It goes on for a while: until another way to the same person lives, or nobody has named it for long enough. */
  #orphan(held: HeldPath, nowMs: number): void {
    if (held.orphanedAtMs !== undefined) return;
    held.orphanedAtMs = nowMs;
    this.#options.timers.after(orphanMs, () => this.#endOrphans());
  }

  /** To be called when a path has become live. */
  endReplacedOrphans(): void {
    for (const held of this.all) {
      if (held.orphanedAtMs === undefined) continue;
      const others = this.all.filter((other) => other !== held && other.personId === held.personId);
      if (others.some(({ isLive }) => isLive)) this.#end(held);
    }
  }

  #endOrphans(): void {
    const nowMs = this.#options.timers.now();
    const over = this.all.filter(
      ({ orphanedAtMs }) => orphanedAtMs !== undefined && nowMs - orphanedAtMs >= orphanMs,
    );
    for (const held of over) this.#end(held);
    if (over.length > 0) this.#events.changed();
  }

  /** @param keepsFormer whether those who are heard through another room go on being heard until they are in this one */
  #followRoom(sfuId: string | undefined, keepsFormer: boolean): void {
    if (this.#room?.sfuId === sfuId) return;
    if (keepsFormer) this.#keepRoom();
    else {
      for (const held of this.all) if (this.#isThroughRoom(held)) this.#end(held);
      this.#room?.close();
    }
    this.#room = undefined;
    if (sfuId !== undefined) this.#enterRoom(sfuId);
  }

  /** The SFU goes on with it for a while; there is no server any more that could be asked about it. */
  #keepRoom(): void {
    if (this.#room === undefined) return;
    this.#closeFormerRoom();
    this.#formerRoom = this.#room;
    this.#room.retire();
  }

  #isThroughRoom({ path, orphanedAtMs }: HeldPath): boolean {
    return path.kind === 'sfu' && (orphanedAtMs === undefined || this.#formerRoom === undefined);
  }

  #enterRoom(sfuId: string): void {
    const { signals, loadSfuParts, timers, log } = this.#options;
    const room = new SfuConnection(sfuId, {
      log,
      signals,
      loadParts: loadSfuParts,
      timers,
      changed: () => this.#events.changed(),
      failed: () => {
        timers.after(rejoinMs, () => {
          if (this.#room === room) this.#rejoin(sfuId);
        });
      },
    });
    room.setWanted(this.#wanted);
    this.#room = room;
  }

  /** The same room once more, for the same people. */
  #rejoin(sfuId: string): void {
    this.#enterRoom(sfuId);
    for (const held of this.all) {
      if (!this.#isThroughRoom(held)) continue;
      this.#held.delete(held.linkId);
      this.#follow(held.link);
    }
    const links = this.all.filter(({ link }) => link.kind === 'sfu');
    this.#room?.setPeople(new Set(links.map(({ personId }) => personId)));
    this.setOutgoing(this.#outgoing);
  }
}

/** A room that could not be joined is tried again after so long, in ms. */
const rejoinMs = 1_000;
