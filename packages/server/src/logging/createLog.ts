import { join } from 'node:path';
import { multistream, pino } from 'pino';
import type { Logger } from 'pino';
import type { Configuration } from '../configuration/configuration.ts';
import { DailyLogFiles } from './dailyLogFiles.ts';
import { TerminalLines } from './terminalLines.ts';

interface LogOptions extends Pick<Configuration, 'logLevel' | 'logDays' | 'dataFolder'> {
  /** Whether a person reads standard output. */
  readonly isTerminal?: boolean;
}

/** Lines of JSON in a file a day, and on standard output: JSON too, or lines for a person where one reads them. */
export function createLog({ logLevel, logDays, dataFolder, isTerminal = false }: LogOptions): Logger {
  if (logLevel === 'silent') return pino({ level: logLevel });
  const output = isTerminal
    ? // What is no news to the person who has started the server is in the files.
      {
        level: logLevel === 'info' ? ('warn' as const) : logLevel,
        stream: new TerminalLines((text) => process.stdout.write(text)),
      }
    : { level: logLevel, stream: process.stdout };
  if (logDays === 0) return pino({ level: logLevel }, multistream([output]));
  const files = { level: logLevel, stream: new DailyLogFiles(join(dataFolder, 'logs'), logDays, Date.now) };
  return pino({ level: logLevel }, multistream([output, files]));
}
