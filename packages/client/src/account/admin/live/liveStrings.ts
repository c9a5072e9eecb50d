import type { Language } from '../../../strings/languages.ts';
import type { ChartName, LineName, Unit } from './liveCharts.ts';

const en = {
  title: 'The last hour',
  text: 'Of the whole server, every 10 seconds. Kept in memory: it begins anew when the server starts.',
  charts: {
    people: 'People and connections',
    routes: 'How pairs of people are connected',
    cpu: 'CPU, of one core',
    loopDelay: 'How late the server’s loop is (99th percentile)',
    memory: 'Memory of the server',
  } satisfies Record<ChartName, string>,
  lines: {
    people: 'people',
    connections: 'connections',
    loopDelay: 'delay',
    cpu: 'server',
    sfuCpu: 'SFU',
    memory: 'memory',
    direct: 'directly',
    relayed: 'through TURN',
    sfu: 'through the SFU',
    none: 'not connected',
  } satisfies Record<LineName, string>,
  summary: (line: string, now: string, least: string, most: string) =>
    `${line}: ${now} now, ${least} to ${most}`,
  unknown: 'nothing',
  table: 'As a table',
  time: 'Time',
};

const ptBr: typeof en = {
  title: 'A última hora',
  text: 'De todo o servidor, a cada 10 segundos. Fica na memória: recomeça quando o servidor inicia.',
  charts: {
    people: 'Pessoas e conexões',
    routes: 'Como os pares de pessoas se conectam',
    cpu: 'CPU, de um núcleo',
    loopDelay: 'Atraso do laço do servidor (percentil 99)',
    memory: 'Memória do servidor',
  },
  lines: {
    people: 'pessoas',
    connections: 'conexões',
    loopDelay: 'atraso',
    cpu: 'servidor',
    sfuCpu: 'SFU',
    memory: 'memória',
    direct: 'diretamente',
    relayed: 'por TURN',
    sfu: 'pelo SFU',
    none: 'sem conexão',
  },
  summary: (line, now, least, most) => `${line}: ${now} agora, de ${least} a ${most}`,
  unknown: 'nada',
  table: 'Como tabela',
  time: 'Hora',
};

/** Texts of the lines on the Live page, which arrive with them. */
export const liveStrings: Readonly<Record<Language, typeof en>> = { en, 'pt-BR': ptBr };

const units: Readonly<Record<Unit, string>> = { count: '', ms: ' ms', percent: '%', mb: ' MB' };

/** A figure with its unit, as people write it. */
export function figureText(value: number, unit: Unit, locale: string): string {
  return `${value.toLocaleString(locale, { maximumFractionDigits: 1 })}${units[unit]}`;
}
