import { networkInterfaces } from 'node:os';

/** The addresses that this machine has in networks, its own loopback apart. */
export function ownAddresses(family: 'IPv4' | 'IPv6'): readonly string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter((address) => address.family === family && !address.internal)
    .map(({ address }) => address);
}

/** Whether somebody who listens there is reached at every address of this machine. */
export function isEveryAddress(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

/** Whether only this machine reaches somebody who listens there. */
export function isLoopback(host: string): boolean {
  return /^(127\.|localhost$|::1$)/.test(host);
}
