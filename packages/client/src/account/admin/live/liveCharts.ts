import type { LiveHistory } from '@atrium/protocol';

export type LineName =
  | 'people'
  | 'connections'
  | 'loopDelay'
  | 'cpu'
  | 'sfuCpu'
  | 'memory'
  | 'direct'
  | 'relayed'
  | 'sfu'
  | 'none';
export type ChartName = 'people' | 'routes' | 'cpu' | 'loopDelay' | 'memory';
export type Unit = 'count' | 'ms' | 'percent' | 'mb';
type Values = readonly (number | null)[];

export interface ChartLine {
  readonly name: LineName;
  readonly values: Values;
}

export interface LiveChart {
  readonly name: ChartName;
  readonly unit: Unit;
  readonly lines: readonly ChartLine[];
}

/** What is drawn of the last hour. A line that has no value at all is left out: there is no SFU. */
export function liveChartsOf(history: LiveHistory): readonly LiveChart[] {
  const { people, connections, loopDelayMs, cpuPercent, sfuCpuPercent, memoryMb, routes } = history;
  const { direct, relayed, sfu, none } = routes;
  const charts: readonly LiveChart[] = [
    {
      name: 'people',
      unit: 'count',
      lines: [
        { name: 'people', values: people },
        { name: 'connections', values: connections },
      ],
    },
    {
      name: 'routes',
      unit: 'count',
      lines: [
        { name: 'direct', values: direct },
        { name: 'relayed', values: relayed },
        { name: 'sfu', values: sfu },
        { name: 'none', values: none },
      ],
    },
    {
      name: 'cpu',
      unit: 'percent',
      lines: [
        { name: 'cpu', values: cpuPercent },
        { name: 'sfuCpu', values: sfuCpuPercent },
      ],
    },
    { name: 'loopDelay', unit: 'ms', lines: [{ name: 'loopDelay', values: loopDelayMs }] },
    { name: 'memory', unit: 'mb', lines: [{ name: 'memory', values: memoryMb }] },
  ];
  return charts.map((chart) => ({
    ...chart,
    lines: chart.lines.filter(
      ({ name, values }) => name !== 'sfuCpu' || values.some((value) => value !== null),
    ),
  }));
}

/** What a line says in figures; `undefined` where it has none. */
export interface LineSummary {
  readonly now: number | undefined;
  readonly least: number;
  readonly most: number;
}

export function summaryOf(values: Values): LineSummary | undefined {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return undefined;
  return { now: values.at(-1) ?? undefined, least: Math.min(...known), most: Math.max(...known) };
}

/** The places of a few moments, evenly spread, with the last one: a table of an hour that can be read. */
export function someOf(moments: number, rows: number): readonly number[] {
  const step = Math.max(1, Math.ceil(moments / rows));
  const places: number[] = [];
  for (let place = moments - 1; place >= 0; place -= step) places.unshift(place);
  return places;
}
