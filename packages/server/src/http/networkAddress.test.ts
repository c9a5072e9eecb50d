import { Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { addressGroup, clientAddressOf, createProxyTrust } from './networkAddress.ts';

function requestFrom(remoteAddress: string, forwardedFor?: string) {
  const socket = new Socket();
  Object.defineProperty(socket, 'remoteAddress', { value: remoteAddress });
  return { socket, headers: forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor } };
}

describe('the address a request comes from', () => {
  const trusts = createProxyTrust(['127.0.0.1', '10.0.0.0/8']);

  test('is that of the socket, whatever somebody untrusted forwards', () => {
    expect(clientAddressOf(requestFrom('203.0.113.5', '198.51.100.1'), trusts)).toBe('203.0.113.5');
  });

  test('is the last one in X-Forwarded-For that is no trusted proxy', () => {
    const request = requestFrom('127.0.0.1', '192.0.2.66, 198.51.100.1, 10.1.2.3');
    expect(clientAddressOf(request, trusts)).toBe('198.51.100.1');
  });

  test('is the nearest known one where the header is nonsense', () => {
    expect(clientAddressOf(requestFrom('127.0.0.1', 'unknown'), trusts)).toBe('127.0.0.1');
    expect(clientAddressOf(requestFrom('127.0.0.1'), trusts)).toBe('127.0.0.1');
  });

  test('is recognised in its IPv6 form', () => {
    expect(clientAddressOf(requestFrom('::ffff:127.0.0.1', '198.51.100.1'), trusts)).toBe('198.51.100.1');
  });
});

describe('limits by address', () => {
  test('count IPv6 by its /64', () => {
    expect(addressGroup('2001:db8:0:1::1')).toBe(addressGroup('2001:0db8::1:ffff:0:0:9'));
    expect(addressGroup('2001:db8:0:1::1')).not.toBe(addressGroup('2001:db8:0:2::1'));
    expect(addressGroup('fe80::1%eth0')).toBe(addressGroup('fe80::2'));
  });

  test('count IPv4 one by one', () => {
    expect(addressGroup('192.0.2.1')).not.toBe(addressGroup('192.0.2.2'));
  });
});
