import { ensureDebianPackages } from './ensureDebianPackages.mjs';
import { findOnPath } from './findOnPath.mjs';
import { say } from './say.mjs';

const names = ['chromium-headless-shell', 'chrome-headless-shell'];

/**
 * Finds Chromium's headless shell: the same engine without windows, tabs and menus. Tests that ask for nothing of those
 * take two thirds of the processor's time in it. Debian has it as a package of its own.
 *
 * @param {string} chromium what serves where there is no such package
 * @returns {Promise<string>} its path; `ATRIUM_HEADLESS_SHELL` if that is set
 */
export async function ensureHeadlessShell(chromium) {
  const find = () => process.env.ATRIUM_HEADLESS_SHELL ?? findOnPath(names);
  if (find() === undefined) await ensureDebianPackages(['chromium-headless-shell']);
  if (find() === undefined) say('there is no chromium-headless-shell; Chromium itself does it, more slowly');
  return find() ?? chromium;
}
