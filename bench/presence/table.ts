import type { CampaignResult, Series } from './campaign.ts';
import { contenders } from './contenders.ts';
import {
  bytesPerUpdate,
  coreShare,
  cpuPerUpdateUs,
  delayMs,
  medianOf,
  payloadBytesPerUpdate,
} from './results.ts';

/** Medians over the rounds, as tables in Markdown. */
export function formatTables(result: CampaignResult): string {
  const scenarios = new Map<string, Series[]>();
  for (const series of result.series) {
    const { walk, share } = series.scenario;
    const title = `${Math.round(share * 100)} % walking, ${walk}`;
    scenarios.set(title, [...(scenarios.get(title) ?? []), series]);
  }
  const tables = [...scenarios].map(([title, series]) => `### ${title}\n\n${formatScenario(series)}`);
  return [...tables, `### Memory\n\n${formatMemory(result)}`].join('\n\n');
}

function formatScenario(series: readonly Series[]): string {
  const head = [
    'server',
    'people',
    'updates/s',
    'CPU, % of a core',
    'CPU/update, µs',
    'bytes/update',
    'of them payload',
    'p50, ms',
    'p99, ms',
  ];
  const rows = series.map((entry) => [
    contenders[entry.key].name,
    String(contenders[entry.key].people),
    medianOf(entry, (window) => window.updates / window.seconds).toFixed(0),
    (medianOf(entry, coreShare) * 100).toFixed(0),
    medianOf(entry, cpuPerUpdateUs).toFixed(3),
    medianOf(entry, bytesPerUpdate).toFixed(2),
    medianOf(entry, payloadBytesPerUpdate).toFixed(2),
    medianOf(entry, delayMs(0.5)).toFixed(1),
    medianOf(entry, delayMs(0.99)).toFixed(1),
  ]);
  return formatTable(head, rows);
}

function formatMemory({ memory }: CampaignResult): string {
  const rows = [...memory].map(([key, { heapKb, rssKb }]) => [
    contenders[key].name,
    heapKb.toFixed(1),
    rssKb.toFixed(1),
  ]);
  return formatTable(['server', 'heap and buffers, KB per person', 'RSS, KB per person'], rows);
}

function formatTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const rule = head.map((_, column) => (column === 0 ? '---' : '---:'));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
