import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { endWithParent } from '@atrium/server/testing';

/** A screen that only programs see. */
export interface XDisplay {
  /** As in the variable `DISPLAY`. */
  readonly name: string;
  close(): Promise<void>;
}

/** Starts Xvfb on the first display number that is free. */
export async function startXDisplay(): Promise<XDisplay> {
  const child = spawn(
    process.env['ATRIUM_XVFB'] ?? '/usr/bin/Xvfb',
    ['-displayfd', '3', '-screen', '0', '1280x800x24', '-nolisten', 'tcp'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'], detached: true },
  );
  endWithParent(child);
  const ended = once(child, 'exit');
  const told = child.stdio[3];
  if (!(told instanceof Readable)) throw new Error('Xvfb has no pipe to tell its display on.');
  const number = await Promise.race([
    once(createInterface(told), 'line').then(([line]) => String(line)),
    ended.then(([code]) => Promise.reject(new Error(`Xvfb ended with ${String(code)}.`))),
  ]);
  return {
    name: `:${number}`,
    async close() {
      child.kill();
      await ended;
    },
  };
}
