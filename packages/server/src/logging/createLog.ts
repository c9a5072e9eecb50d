import { join } from 'node:path';
import { multistream, pino } from 'pino';
import type { Logger } from 'pino';
import type { Configuration } from '../configuration/configuration.ts';
import { DailyLogFiles } from './dailyLogFiles.ts';

/** Lines of JSON on standard output, and in a file a day. */
export function createLog({
  logLevel,
  logDays,
  dataFolder,
}: Pick<Configuration, 'logLevel' | 'logDays' | 'dataFolder'>): Logger {
  if (logDays === 0 || logLevel === 'silent') return pino({ level: logLevel });
  const files = new DailyLogFiles(join(dataFolder, 'logs'), logDays, Date.now);
  const streams = [
    { level: logLevel, stream: process.stdout },
    { level: logLevel, stream: files },
  ];
  return pino({ level: logLevel }, multistream(streams));
}
