import type { types } from 'mediasoup';
import { mostVoices } from '@atrium/protocol';
import type { SoundingVoice } from './loudestVoices.ts';

/** Somebody who is connected to a part, as far as it counts what it has to do. */
interface PartMember {
  readonly consumerCount: number;
  readonly activeConsumerCount: number;
}

export interface RoomPartOptions {
  readonly router: types.Router;
  readonly webRtcServer: types.WebRtcServer;
  readonly observer: types.AudioLevelObserver;
  /** How many consumers its worker has at work, in all rooms. */
  readonly workerLoad: () => number;
  /** It is closed, or lost. */
  readonly gone: (part: RoomPart) => void;
}

/** A producer of another part that is forwarded to this one, once for all who receive it here. */
interface Pipe {
  readonly made: Promise<{ close(): void }>;
  users: number;
}

/** What one worker does for a room: a Router of mediasoup, those who are connected to it, and what comes from the other parts. */
export class RoomPart {
  readonly router: types.Router;
  readonly webRtcServer: types.WebRtcServer;
  readonly observer: types.AudioLevelObserver;
  readonly members = new Set<PartMember>();
  /** Microphones here that send sound at this moment. */
  sounding: readonly SoundingVoice[] = [];
  /** Who is on their way in. */
  joining = 0;
  /** Everybody in the room, those on their way in included. */
  roomSize: () => number = () => 0;
  /** Its worker is gone, and everything in it. */
  onLost: () => void = () => undefined;
  readonly #options: RoomPartOptions;
  /** By the id of the producer. */
  readonly #pipes = new Map<string, Pipe>();

  constructor(options: RoomPartOptions) {
    this.#options = options;
    this.router = options.router;
    this.webRtcServer = options.webRtcServer;
    this.observer = options.observer;
  }

  get isEmpty(): boolean {
    return this.members.size + this.joining === 0;
  }

  get consumerCount(): number {
    return this.#sum(({ consumerCount }) => consumerCount);
  }

  /** Consumers at work, and what is to be expected of those who have come a moment ago. */
  get load(): number {
    // Everybody else's voice, as far as it is ever forwarded.
    const expected = Math.min(mostVoices, Math.max(1, this.roomSize() - 1));
    return (
      this.joining * expected +
      this.#sum(({ activeConsumerCount }) => Math.max(expected, activeConsumerCount))
    );
  }

  get workerLoad(): number {
    return this.#options.workerLoad();
  }

  /** Producers of other parts that are forwarded to here. */
  get pipeCount(): number {
    return this.#pipes.size;
  }

  /**
   * Lets a producer of another part be consumed here.
   *
   * @returns to be called once it is not consumed any more; the last one ends the forwarding
   */
  async bring(producer: types.Producer, from: RoomPart): Promise<() => void> {
    if (from === this) return () => undefined;
    const known = this.#pipes.get(producer.id);
    const pipe = known ?? { made: this.#pipe(producer.id, from), users: 0 };
    if (known === undefined) this.#pipes.set(producer.id, pipe);
    pipe.users++;
    const release = () => {
      if (--pipe.users > 0 || this.#pipes.get(producer.id) !== pipe) return;
      this.#pipes.delete(producer.id);
      // Where it was not made, there is nothing to close.
      pipe.made.then((made) => made.close()).catch(() => undefined);
    };
    try {
      await pipe.made;
    } catch (cause) {
      release();
      throw cause;
    }
    return once(release);
  }

  close(): void {
    this.#options.gone(this);
    this.router.close();
  }

  lose(): void {
    this.#options.gone(this);
    this.onLost();
  }

  async #pipe(producerId: string, from: RoomPart): Promise<{ close(): void }> {
    const { pipeProducer } = await from.router.pipeToRouter({
      producerId,
      router: this.router,
      enableSctp: false,
    });
    if (pipeProducer === undefined) throw new Error('The producer was not forwarded.');
    pipeProducer.observer.once('close', () => this.#pipes.delete(producerId));
    return pipeProducer;
  }

  #sum(count: (member: PartMember) => number): number {
    return [...this.members].reduce((sum, member) => sum + count(member), 0);
  }
}

function once(run: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    run();
  };
}
