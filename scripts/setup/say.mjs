/** One line about what a script is doing, apart from what the programs it starts print. */
export function say(text) {
  process.stderr.write(`[atrium] ${text}\n`);
}

/** Ends the script with a sentence for the person who ran it. */
export function giveUp(text) {
  say(text);
  process.exit(1);
}
