import { expect, test } from 'vitest';
import { addressReach } from './addressReach.ts';

test.each([
  'http://127.0.0.1:3000',
  'http://127.1.2.3',
  'https://localhost',
  'http://atrium.localhost:8080/w/headquarters',
  'http://[::1]:3000',
  'http://2130706433/',
])('nobody else can open %s', (address) => {
  expect(addressReach(address)).toBe('thisMachine');
});

test.each(['http://192.168.1.20:3000', 'http://[2001:db8::1]', 'http://office.local', 'http://atrium:3000'])(
  'browsers give %s neither microphone nor camera',
  (address) => {
    expect(addressReach(address)).toBe('withoutDevices');
  },
);

test.each(['http://office.example.com', 'http://office.example.com:3000/w/headquarters'])(
  'browsers give %s neither microphone nor camera, and its name can have a certificate',
  (address) => {
    expect(addressReach(address)).toBe('nameWithoutDevices');
  },
);

test.each([
  'https://192.168.1.20:3000',
  'https://10.0.0.7',
  'https://172.31.0.1',
  'https://100.64.0.9',
  'https://[fd00::5]',
  'https://[fe80::1]',
  'https://office.local',
  'https://atrium',
])('only those in the same network can open %s', (address) => {
  expect(addressReach(address)).toBe('thisNetwork');
});

test.each([
  'https://office.example.com',
  'https://172.32.0.1',
  'https://100.128.0.1',
  'https://127.example.com',
  'https://10.example.com',
  'https://[2001:db8::1]',
])('everybody can open %s', (address) => {
  expect(addressReach(address)).toBe('everywhere');
});
