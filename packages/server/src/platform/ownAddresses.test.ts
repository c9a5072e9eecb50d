import type { NetworkInterfaceInfo } from 'node:os';
import { expect, test } from 'vitest';
import { reachableAddresses } from './ownAddresses.ts';

function at(address: string, internal = false): NetworkInterfaceInfo {
  const shared = { address, internal, netmask: '', mac: '', cidr: null };
  return address.includes(':') ? { ...shared, family: 'IPv6', scopeid: 0 } : { ...shared, family: 'IPv4' };
}

test('other machines reach this one at its addresses in networks, IPv4 first', () => {
  const interfaces = {
    lo: [at('127.0.0.1', true), at('::1', true)],
    eth0: [at('2001:db8::7'), at('192.0.2.7'), at('fe80::7')],
    wlan0: [at('fd00::7'), at('198.51.100.7')],
  };
  expect(reachableAddresses(interfaces)).toEqual(['192.0.2.7', '198.51.100.7', '2001:db8::7', 'fd00::7']);
});

test.each(['docker0', 'br-1b2c3d4e', 'veth12', 'virbr0', 'lxdbr0', 'cni0', 'podman1', 'vboxnet0'])(
  'they do not reach it in the network %s inside it',
  (name) => {
    expect(reachableAddresses({ [name]: [at('172.17.0.1'), at('fd00::1')] })).toEqual([]);
  },
);

test('addresses that hold for one link alone are left out', () => {
  expect(reachableAddresses({ eth0: [at('169.254.7.7'), at('fe80::7'), at('febf::7')] })).toEqual([]);
});
