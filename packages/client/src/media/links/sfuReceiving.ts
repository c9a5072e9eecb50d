import type { types } from 'mediasoup-client';
import type { ClientMessageOf, MediaSource, ServerMessageOf } from '@atrium/protocol';
import { mediaSources, withoutUndefined } from '@atrium/protocol';
import type { Cancel, Timers } from '../../connection/timers.ts';
import type { Log } from '../../log/log.ts';
import { retryDelayMs } from '../core/untilObtained.ts';
import type { Asking } from '../core/untilObtained.ts';

type Consumption = ServerMessageOf<'sfu.consume.ok'>;
type View = ClientMessageOf<'sfu.view'>['consumers'][number];
/** What somebody publishes, by source, and as which producer. */
export type Producers = ServerMessageOf<'sfu.published'>['producers'];

export interface SfuReceivingOptions {
  readonly log: Log;
  readonly timers: Timers;
  readonly transport: types.Transport;
  /** Asks until there is an answer, or nobody has use for it: then `undefined`. */
  readonly consume: (
    personId: string,
    source: MediaSource,
    isObsolete: Asking['isObsolete'],
  ) => Promise<Consumption | undefined>;
  /** Rejects where the SFU was not told. */
  readonly view: (consumers: View[]) => Promise<unknown>;
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
  /** What those with a link publish, by personId: the producer of each source. */
  readonly #published = new Map<string, ReadonlyMap<MediaSource, string>>();
  readonly #receptions = new Map<string, Map<MediaSource, Reception>>();
  #people: ReadonlySet<string> = new Set();
  #wanted: WantedPictures = () => undefined;
  #viewsRefused = 0;
  #cancelViews: Cancel | undefined;

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

  /** What somebody publishes now. What is received of a producer that is not among it is dead, and received anew. */
  setPublished(personId: string, producers: Producers): void {
    const published = new Map(producers.map(({ source, producerId }) => [source, producerId]));
    this.#published.set(personId, published);
    const receptions = this.#receptions.get(personId);
    for (const [source, { consumer }] of receptions ?? []) {
      const producerId = published.get(source);
      const isAsked = consumer === undefined && producerId !== undefined;
      if (isAsked || (consumer !== undefined && consumer.producerId === producerId)) continue;
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

  /** Whether somebody publishes anything. */
  publishesAnything(personId: string): boolean {
    return (this.#published.get(personId)?.size ?? 0) > 0;
  }

  /** What arrives from a person, one report for each of their sources. */
  statsOf(personId: string): Promise<RTCStatsReport[]> {
    const receptions = [...(this.#receptions.get(personId)?.values() ?? [])];
    const open = receptions.flatMap(({ consumer }) => (consumer?.closed === false ? consumer : []));
    return Promise.all(open.map((consumer) => consumer.getStats()));
  }

  close(): void {
    this.#cancelViews?.();
    this.#people = new Set();
  }

  #work(): void {
    const news: View[] = [];
    for (const personId of this.#people) {
      for (const source of mediaSources) {
        if (this.#published.get(personId)?.has(source) === true) this.#adjust(personId, source, news);
      }
    }
    if (news.length > 0) void this.#tell(news);
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

  /** Says what is played and shown. What the SFU was not told is said again, later, as it is wanted then. */
  async #tell(views: View[]): Promise<void> {
    const { timers, view, log } = this.#options;
    try {
      await view(views);
      this.#viewsRefused = 0;
    } catch (cause) {
      log.swallowed('The SFU was not told what is shown: it is told again', cause);
      const refused = new Set(views.map((said) => JSON.stringify(said)));
      for (const receptions of this.#receptions.values())
        for (const reception of receptions.values())
          if (reception.told !== undefined && refused.has(reception.told)) reception.told = undefined;
      this.#cancelViews?.();
      this.#cancelViews = timers.after(retryDelayMs(this.#viewsRefused++), () => this.#work());
    }
  }

  async #receive(personId: string, source: MediaSource): Promise<void> {
    const { consume, transport, changed, broken, log } = this.#options;
    const reception: Reception = { consumer: undefined, told: undefined };
    const receptions = this.#receptions.get(personId) ?? new Map<MediaSource, Reception>();
    this.#receptions.set(personId, receptions.set(source, reception));
    const isWanted = () => this.#receptions.get(personId)?.get(source) === reception;
    try {
      const consumption = await consume(personId, source, () => !isWanted());
      if (consumption === undefined || !isWanted()) return;
      const { consumerId, producerId, kind, rtpParameters } = consumption;
      if (this.#published.get(personId)?.get(source) !== producerId) {
        // It was replaced while the answer was on its way.
        receptions.delete(source);
        return this.#work();
      }
      const consumer = await transport.consume({
        id: consumerId,
        producerId,
        kind,
        rtpParameters: withoutUndefined(rtpParameters),
        // Sound and picture of one person belong together; those of a screen are a pair of their own.
        streamId: `${personId}-${source.startsWith('screen') ? 'screen' : 'person'}`,
      });
      const isCurrent = this.#published.get(personId)?.get(source) === producerId;
      if (!isWanted() || !isCurrent) consumer.close();
      if (!isWanted()) return;
      if (isCurrent) reception.consumer = consumer;
      else receptions.delete(source);
      this.#work();
      changed();
    } catch (cause) {
      log.swallowed('Something is not received: the transport takes nothing any more', cause);
      if (isWanted()) receptions.delete(source);
      broken();
    }
  }
}
