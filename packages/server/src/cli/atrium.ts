#!/usr/bin/env node
import { runCommand } from './runCommand.ts';

// If the terminal or the pipe is gone, nothing can be printed; the server goes on.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

process.exitCode = await runCommand(process.argv.slice(2), {
  environment: process.env,
  isTerminal: process.stdout.isTTY === true,
  print: (text) => process.stdout.write(`${text}\n`),
  printError: (text) => process.stderr.write(`${text}\n`),
});
