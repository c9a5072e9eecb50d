import { spawn } from 'node:child_process';

/** Opens an address in the browser of this machine. */
const openers: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  linux: ['xdg-open'],
  win32: ['cmd', '/c', 'start', ''],
};

/** Opens an address where somebody sits at a terminal with a screen; where nobody does, it has been printed. */
export function openInBrowser(url: string, environment: Readonly<Record<string, string | undefined>>): void {
  const opener = openers[process.platform];
  const hasScreen =
    process.platform !== 'linux' || Boolean(environment['DISPLAY'] ?? environment['WAYLAND_DISPLAY']);
  if (opener === undefined || !hasScreen || process.stdout.isTTY !== true) return;
  const [program, ...args] = opener;
  const child = spawn(program, [...args, url], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined); // There is no such program here: the address was printed.
  child.unref();
}
