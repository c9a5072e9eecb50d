import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import { loadLevels, mediaFailures, mediaRoutes } from '@atrium/signaling';
import type { HelloOutcome, Measures, MediaFailure, MediaRoute, SignalingStats } from '@atrium/signaling';
import type { Readiness } from '../http/readiness.ts';
import type { ReadSfuFigures } from '../media/runSfu.ts';
import type { SignalSocketsStats } from '../sockets/signalSockets.ts';
import { addGauge, addTotal } from './figures.ts';
import { addSfuFigures } from './sfuFigures.ts';

/** What is asked for the figures when they are read. */
export interface MetricsSources {
  readonly stats: () => SignalingStats & SignalSocketsStats;
  /** `undefined`: there is no SFU. */
  readonly sfu: ReadSfuFigures | undefined;
  /** Unix time in ms at which the certificate ends; `undefined`: there is none. */
  readonly certificateEndsAtMs: () => number | undefined;
  readonly readiness: Readiness;
}

/** In seconds: a tick takes 66 ms. */
const latenessBuckets = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5];
const queryBuckets = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const soundBuckets = [0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10, 20];

/**
 * The figures of this server in Prometheus' format: names with unit, `_total` for what only grows, and no label that names
 * a World or a person.
 */
export class Metrics implements Measures {
  readonly #registry = new Registry();
  readonly #turns = this.#histogram({
    name: 'atrium_tick_lateness_seconds',
    help: 'How late the clock that moves everybody was.',
    buckets: latenessBuckets,
  });
  readonly #hellos = this.#counter(
    'atrium_hellos_total',
    'Hellos by how they ended: entered, resumed, elsewhere (another server has the World), or the code of the refusal.',
    ['outcome'],
  );
  readonly #queries = this.#histogram({
    name: 'atrium_database_query_duration_seconds',
    help: 'How long the database took to answer a query.',
    buckets: queryBuckets,
  });
  readonly #sound = this.#histogram({
    name: 'atrium_media_time_to_audio_seconds',
    help: 'From the moment at which two people were to be connected until sound of one reached the other.',
    buckets: soundBuckets,
    labelNames: ['route'],
  });
  readonly #failures = this.#counter(
    'atrium_media_failures_total',
    'Connections between people that failed, by reason.',
    ['reason'],
  );

  constructor(version: string) {
    collectDefaultMetrics({ register: this.#registry });
    this.#gauge('atrium_build_info', 'Always 1; the version is in the label.', ['version']).set(
      { version },
      1,
    );
    // What has not happened yet is 0, not missing: alerts compare with it.
    for (const route of mediaRoutes) this.#sound.zero({ route });
    for (const reason of mediaFailures) this.#failures.inc({ reason }, 0);
    for (const outcome of ['entered', 'resumed', 'internal', 'server_busy'] as const)
      this.#hellos.inc({ outcome }, 0);
  }

  /** Prometheus' text format, version 0.0.4. */
  get contentType(): string {
    return this.#registry.contentType;
  }

  text(): Promise<string> {
    return this.#registry.metrics();
  }

  turnBegan(lateMs: number): void {
    this.#turns.observe(lateMs / 1000);
  }

  helloEnded(outcome: HelloOutcome): void {
    this.#hellos.inc({ outcome });
  }

  soundArrived(route: MediaRoute, afterMs: number): void {
    this.#sound.observe({ route }, afterMs / 1000);
  }

  mediaFailed(reason: MediaFailure): void {
    this.#failures.inc({ reason });
  }

  queryAnswered(ms: number): void {
    this.#queries.observe(ms / 1000);
  }

  /** Adds what is asked for when the figures are read. To be called once. */
  watch({ stats, sfu, certificateEndsAtMs, readiness }: MetricsSources): void {
    const figure = (name: string, help: string, read: () => number) =>
      addGauge(this.#registry, name, help, (gauge) => gauge.set(read()));
    const total = (name: string, help: string, read: () => number) =>
      addTotal(this.#registry, name, help, () => Promise.resolve(read()));
    figure('atrium_people', 'People in all Worlds.', () => stats().people);
    figure(
      'atrium_people_reconnecting',
      'People whose connection was lost a moment ago.',
      () => stats().detached,
    );
    figure('atrium_worlds', 'Worlds with people in them.', () => stats().worlds);
    total('atrium_move_intents_total', 'MoveIntents read.', () => stats().moveIntents);
    total(
      'atrium_position_corrections_total',
      'MoveIntents answered with a PositionCorrection.',
      () => stats().positionCorrections,
    );
    total(
      'atrium_presence_frames_total',
      'Presence frames made, each for all of a Zone.',
      () => stats().presenceFrames,
    );
    addGauge(
      this.#registry,
      'atrium_media_connections',
      'Pairs of people by what connects them.',
      (gauge) => {
        for (const [route, pairs] of Object.entries(stats().connectedBy)) gauge.set({ route }, pairs);
      },
      ['route'],
    );
    addGauge(this.#registry, 'atrium_ready', 'Whether newcomers are let in: 1 or 0.', async (gauge) =>
      gauge.set((await readiness.state()).status === 'ready' ? 1 : 0),
    );
    addGauge(
      this.#registry,
      'atrium_certificate_expiry_timestamp_seconds',
      'When the certificate ends, in Unix time; missing without HTTPS.',
      (gauge) => {
        const endsAtMs = certificateEndsAtMs();
        if (endsAtMs === undefined) gauge.remove();
        else gauge.set(endsAtMs / 1000);
      },
    );
    this.#watchLoad(stats);
    if (sfu !== undefined) addSfuFigures(this.#registry, sfu);
  }

  #watchLoad(stats: MetricsSources['stats']): void {
    const figure = (name: string, help: string, read: () => number) =>
      addGauge(this.#registry, name, help, (gauge) => gauge.set(read()));
    figure(
      'atrium_load_level',
      '0: calm; 1: presence is sent less often; 2: newcomers are refused, too.',
      () => loadLevels.indexOf(stats().load),
    );
    figure('atrium_sockets', 'WebSockets.', () => stats().sockets);
    figure(
      'atrium_sockets_forwarded',
      'WebSockets led to the server that has their World.',
      () => stats().forwarded,
    );
    figure(
      'atrium_sockets_before_hello',
      'WebSockets that have not said hello.',
      () => stats().unauthenticated,
    );
    figure(
      'atrium_socket_queued_bytes',
      'Bytes that wait for Clients to read what came before.',
      () => stats().queuedBytes,
    );
  }

  #histogram<Label extends string>(options: {
    name: string;
    help: string;
    buckets: number[];
    labelNames?: Label[];
  }): Histogram<Label> {
    return new Histogram({ ...options, registers: [this.#registry] });
  }

  #counter<Label extends string>(name: string, help: string, labelNames: Label[]): Counter<Label> {
    return new Counter({ name, help, labelNames, registers: [this.#registry] });
  }

  #gauge<Label extends string>(name: string, help: string, labelNames: Label[]): Gauge<Label> {
    return new Gauge({ name, help, labelNames, registers: [this.#registry] });
  }
}
