import { networkInterfaces } from 'node:os';

/** The addresses that this machine has in networks, its own loopback apart. */
export function ownAddresses(family: 'IPv4' | 'IPv6'): readonly string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter((address) => address.family === family && !address.internal)
    .map(({ address }) => address);
}

/** Networks inside this machine, of containers and virtual machines: nobody outside reaches it there. */
const insideMachine = /^(docker|br-|veth|virbr|lxc|lxdbr|podman|cni|cali|flannel|cilium|kube|vmnet|vboxnet)/;

/**
 * The addresses at which other machines could reach this one, IPv4 first: no loopback, no link-local ones (RFC 3927,
 * RFC 4291), none of container or virtual machine networks.
 *
 * @param interfaces by name, as the system lists them
 */
export function reachableAddresses(interfaces = networkInterfaces()): readonly string[] {
  const found = Object.entries(interfaces)
    .filter(([name]) => !insideMachine.test(name))
    .flatMap(([, addresses]) => addresses ?? [])
    .filter(({ address, internal }) => !internal && !/^(169\.254\.|fe[89ab][0-9a-f]:)/i.test(address));
  const ofFamily = (family: 'IPv4' | 'IPv6') =>
    found.filter((address) => address.family === family).map(({ address }) => address);
  return [...new Set([...ofFamily('IPv4'), ...ofFamily('IPv6')])];
}

/** Whether somebody who listens there is reached at every address of this machine. */
export function isEveryAddress(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

/** Whether only this machine reaches somebody who listens there. */
export function isLoopback(host: string): boolean {
  return /^(127\.|localhost$|::1$)/.test(host);
}
