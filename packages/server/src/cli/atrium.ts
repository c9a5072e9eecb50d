#!/usr/bin/env node
import { runCommand } from './runCommand.ts';

// A terminal or a pipe that is gone takes no more lines; that is no reason to end.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

process.exitCode = await runCommand(process.argv.slice(2), {
  environment: process.env,
  isTerminal: process.stdout.isTTY === true,
  print: (text) => process.stdout.write(`${text}\n`),
  printError: (text) => process.stderr.write(`${text}\n`),
});
