import type { types } from 'mediasoup-client';
import type { ClientMessageOf, MediaSource, ServerMessageOf } from '@atrium/protocol';
import { mediaSources } from '@atrium/protocol';
import type { Log } from '../../log/log.ts';
import { SessionError } from '../../connection/sessionError.ts';
import { withoutUndefined } from '@atrium/protocol';

type Consumption = ServerMessageOf<'sfu.consume.ok'>;
type View = ClientMessageOf<'sfu.view'>['consumers'][number];

export interface SfuReceivingOptions {
  readonly log: Log;
  readonly transport: types.Transport;
  readonly consume: (personId: string, source: MediaSource) => Promise<Consumption>;
  readonly view: (consumers: View[]) => void;
  readonly changed: () => void;
  /** The transport takes nothing any more. */
  readonly broken: () => void;
}

/** How much of a picture is of use: the largest layer, or nothing at all. */
type WantedLayer = 0 | 1 | 2 | undefined;
/** What is to be received at this moment: the sound of everybody, pictures by what is shown. */
export type WantedPictures = (personId: string, source: 'camera' | 'screen') => WantedLayer;

interface Reception {
  consumer: types.Consumer | undefined;
  /** What the SFU was told last; `undefined` where it has been told nothing: it is paused. */
  told: string | undefined;
}

/** What comes from the SFU to here. */
export class SfuReceiving {
  readonly #options: SfuReceivingOptions;
  /** What those with a link publish, by personId. */
  readonly #published = new Map<string, readonly MediaSource[]>();
  readonly #receptions = new Map<string, Map<MediaSource, Reception>>();
  #people: ReadonlySet<string> = new Set();
  #wanted: WantedPictures = () => undefined;

  constructor(options: SfuReceivingOptions) {
    this.#options = options;
  }

  /** Those with a link: all else ends at once. */
  setPeople(people: ReadonlySet<string>): void {
    this.#people = people;
    for (const [personId, receptions] of this.#receptions) {
      if (people.has(personId)) continue;
      for (const { consumer } of receptions.values()) consumer?.close();
      this.#receptions.delete(personId);
    }
    this.#work();
  }

  setPublished(personId: string, sources: readonly MediaSource[]): void {
    this.#published.set(personId, sources);
    const receptions = this.#receptions.get(personId);
    for (const [source, { consumer }] of receptions ?? []) {
      if (sources.includes(source)) continue;
      consumer?.close();
      receptions?.delete(source);
    }
    this.#work();
    this.#options.changed();
  }

  setWanted(wanted: WantedPictures): void {
    this.#wanted = wanted;
    this.#work();
  }

  track(personId: string, source: MediaSource): MediaStreamTrack | undefined {
    return this.#receptions.get(personId)?.get(source)?.consumer?.track;
  }

  publishes(personId: string, source: MediaSource): boolean {
    return this.#published.get(personId)?.includes(source) === true;
  }

  receiver(personId: string, source: MediaSource): RTCRtpReceiver | undefined {
    return this.#receptions.get(personId)?.get(source)?.consumer?.rtpReceiver;
  }

  #work(): void {
    const news: View[] = [];
    for (const personId of this.#people) {
      for (const source of mediaSources) {
        if (this.publishes(personId, source)) this.#adjust(personId, source, news);
      }
    }
    if (news.length > 0) this.#options.view(news);
  }

  #adjust(personId: string, source: MediaSource, news: View[]): void {
    const isPicture = source === 'camera' || source === 'screen';
    const layer = isPicture ? this.#wanted(personId, source) : 2;
    const reception = this.#receptions.get(personId)?.get(source);
    if (reception === undefined) {
      if (layer !== undefined) void this.#receive(personId, source);
      return;
    }
    if (reception.consumer === undefined) return;
    const view: View = { consumerId: reception.consumer.id, paused: layer === undefined };
    if (source === 'camera' && layer !== undefined) view.spatialLayer = layer;
    const text = JSON.stringify(view);
    if (text === reception.told) return;
    reception.told = text;
    news.push(view);
  }

  async #receive(personId: string, source: MediaSource): Promise<void> {
    const reception: Reception = { consumer: undefined, told: undefined };
    const receptions = this.#receptions.get(personId) ?? new Map<MediaSource, Reception>();
    this.#receptions.set(personId, receptions.set(source, reception));
    const isWanted = () => this.#receptions.get(personId)?.get(source) === reception;
    try {
      const { consumerId, producerId, kind, rtpParameters } = await this.#options.consume(personId, source);
      if (!isWanted()) return;
      const consumer = await this.#options.transport.consume({
        id: consumerId,
        producerId,
        kind,
        rtpParameters: withoutUndefined(rtpParameters),
        // Sound and picture of one person belong together; those of a screen are a pair of their own.
        streamId: `${personId}-${source.startsWith('screen') ? 'screen' : 'person'}`,
      });
      if (!isWanted()) return consumer.close();
      reception.consumer = consumer;
      this.#work();
      this.#options.changed();
    } catch (cause) {
      this.#options.log.swallowed('A source of the room is not received', cause);
      if (isWanted()) receptions.delete(source);
      // Not published any more, or no link any more: what is said next tries again. All else is a broken transport.
      if (!(cause instanceof SessionError)) this.#options.broken();
    }
  }
}
