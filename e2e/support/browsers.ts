/** Chromium with all that belongs to it. Device ids last only there. */
export const chromium = process.env['ATRIUM_CHROMIUM'] ?? '/usr/bin/chromium';
/** The same engine in its headless shell, where there is one: see `scripts/setup/ensureHeadlessShell.mjs`. */
export const headlessShell = process.env['ATRIUM_HEADLESS_SHELL'] ?? chromium;
