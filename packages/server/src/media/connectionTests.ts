import type { ConnectionTest } from '@atrium/protocol';
import type { Sfu, SfuRoom } from '@atrium/signaling';
import { Attempts, WorkspaceFailure } from '@atrium/workspace';
import type { ConfiguredIceServers } from './createIceServers.ts';

/** How long credentials and the place at the SFU hold. */
const testSeconds = 60;
/** Tests at one moment: each has a transport of the SFU. */
const mostAtOnce = 100;
/** What the SFU is told that the room is for. */
const zone = { worldId: 'connection test', zoneId: 'connection test' };

export interface ConnectionTestsOptions {
  readonly iceServers: Pick<ConfiguredIceServers, 'stun' | 'turnForTest'>;
  /** `undefined`: there is none. */
  readonly sfu: Pick<Sfu, 'isAvailable' | 'openRoom'> | undefined;
  readonly newId: () => string;
  /** Milliseconds on any clock. */
  readonly nowMs: () => number;
  readonly report: (what: string, cause: unknown) => void;
}

/** Lets people try whether their network reaches TURN and the SFU, before they need them. */
export class ConnectionTests {
  readonly #options: ConnectionTestsOptions;
  readonly #attempts: Attempts;
  /** Ends what a person's last test has, by personId. */
  readonly #running = new Map<string, () => void>();
  #room: Promise<SfuRoom> | undefined;

  constructor(options: ConnectionTestsOptions) {
    this.#options = options;
    this.#attempts = new Attempts(options.nowMs);
  }

  /**
   * Begins a test; it replaces the one that the same person may have begun before.
   *
   * @throws WorkspaceFailure `rate_limited` above five a minute for one person; `server_busy`
   */
  async begin(personId: string): Promise<ConnectionTest> {
    if (!this.#attempts.take(personId, '')) throw new WorkspaceFailure('rate_limited');
    this.#running.get(personId)?.();
    if (this.#running.size >= mostAtOnce) throw new WorkspaceFailure('server_busy');
    const { iceServers } = this.#options;
    return {
      seconds: testSeconds,
      stun: [...iceServers.stun],
      turn: [...iceServers.turnForTest(personId, testSeconds)],
      sfu: await this.#joinSfu(personId),
    };
  }

  close(): void {
    for (const end of this.#running.values()) end();
  }

  /** A place that nobody hears and that hears nobody; `null` where the SFU gives none. */
  async #joinSfu(personId: string): Promise<ConnectionTest['sfu']> {
    const { sfu, newId, report } = this.#options;
    if (sfu?.isAvailable !== true) return null;
    let isOver = false;
    let leave = () => undefined as void;
    const end = () => {
      clearTimeout(timer);
      isOver = true;
      if (this.#running.get(personId) === end) this.#running.delete(personId);
      leave();
      if (this.#running.size === 0) this.#closeRoom();
    };
    const timer = setTimeout(end, testSeconds * 1000);
    timer.unref();
    this.#running.set(personId, end);
    try {
      const room = await (this.#room ??= this.#openRoom(sfu));
      // Where they are in a Zone does not concern the test: it has an id of its own.
      const member = await room.join(newId());
      leave = () => member.leave();
      if (isOver) leave();
      return member.receive;
    } catch (cause) {
      report('a place at the SFU for a connection test', cause);
      end();
      return null;
    }
  }

  #openRoom(sfu: Pick<Sfu, 'openRoom'>): Promise<SfuRoom> {
    const opening = sfu.openRoom(zone, {
      lost: () => {
        if (this.#room === opening) this.#room = undefined;
      },
      speakersChanged: () => undefined,
    });
    opening.catch(() => {
      if (this.#room === opening) this.#room = undefined;
    });
    return opening;
  }

  #closeRoom(): void {
    const room = this.#room;
    this.#room = undefined;
    // Who waits for it is told why it did not open.
    room?.then(
      (opened) => opened.close(),
      () => undefined,
    );
  }
}
