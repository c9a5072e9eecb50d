import { expect, test } from 'vitest';
import { OwnOrigins } from './ownOrigins.ts';

const machineNames = ['localhost', 'desk', 'desk.local', '192.168.1.5', 'fe80::1', '2001:DB8:0::7'];
const origins = (options: { readonly allowedOrigins?: readonly string[] } = {}, names = () => machineNames) =>
  new OwnOrigins({
    publicUrl: 'https://office.example.com',
    allowedHosts: ['Inner.example.com', '203.0.113.7'],
    allowedOrigins: options.allowedOrigins ?? [],
    machineNames: names,
    nowMs: () => 0,
  });
const knows = (host: string | undefined) => {
  try {
    origins().checkHost(host);
    return true;
  } catch {
    return false;
  }
};
const admits = (
  origin: string | undefined,
  host: string | undefined,
  allowedOrigins: readonly string[] = [],
) => {
  try {
    origins({ allowedOrigins }).checkOrigin(origin, host);
    return true;
  } catch {
    return false;
  }
};

test.each([
  'localhost:3000',
  'LocalHost',
  'desk',
  'desk.local:80',
  'desk.',
  '192.168.1.5:3000',
  '[fe80::1]:3000',
  '[2001:db8::7]',
  'office.example.com',
  'inner.example.com:8443',
  '203.0.113.7',
  undefined,
])('"%s" is this server', (host) => expect(knows(host)).toBe(true));

test.each([
  'evil.example',
  'localhost.evil.example',
  'office.example.com.evil.example',
  '192.168.1.6',
  '[fe80::2]',
  '',
  'desk/evil',
  'evil.example@localhost',
  'localhost:99999',
  'localhost#evil',
])('"%s" is not this server', (host) => expect(knows(host)).toBe(false));

test('addresses that the machine gets later are known', () => {
  let names = ['localhost'];
  let nowMs = 0;
  const own = new OwnOrigins({
    publicUrl: '',
    allowedHosts: [],
    allowedOrigins: [],
    machineNames: () => names,
    nowMs: () => nowMs,
  });
  expect(() => own.checkHost('10.0.0.9')).toThrow('ATRIUM_ALLOWED_HOSTS');
  names = ['localhost', '10.0.0.9'];
  nowMs = 6_000;
  expect(() => own.checkHost('10.0.0.9')).not.toThrow();
});

test('pages of the same host may connect, default ports included', () => {
  expect(admits('http://desk:3000', 'desk:3000')).toBe(true);
  expect(admits('https://desk', 'desk:443')).toBe(true);
  expect(admits('https://desk', 'DESK')).toBe(true);
});

test('pages of other hosts may not', () => {
  expect(admits('https://evil.example', 'desk')).toBe(false);
  expect(admits('http://desk:81', 'desk')).toBe(false);
  expect(admits('null', 'desk')).toBe(false);
  expect(admits('https://desk', undefined)).toBe(false);
});

test('pages of the public URL and of origins that the host names may, whatever a proxy made of Host', () => {
  expect(admits('https://office.example.com', '127.0.0.1:3000')).toBe(true);
  expect(admits('https://intra.example', 'desk', ['https://intra.example'])).toBe(true);
});

test('programs that send no Origin may', () => expect(admits(undefined, 'desk')).toBe(true));
