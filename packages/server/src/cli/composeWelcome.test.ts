import { describe, expect, test } from 'vitest';
import { readConfiguration } from '../configuration/configuration.ts';
import { composeWelcome } from './composeWelcome.ts';

const media = 'SFU: 1 worker, port 40000 (UDP and TCP)';
const plain = { url: 'http://127.0.0.1:3000', port: 3000, media, tls: undefined, setupToken: undefined };
const open = readConfiguration({ ATRIUM_HOST: '0.0.0.0' });
const tls = {
  certificate: '',
  key: '',
  isSelfSigned: true,
  fingerprint: 'AB:CD',
  validFromMs: 0,
  validToMs: 0,
};

describe('the welcome', () => {
  test('says how others get in, and over what people talk', () => {
    const welcome = composeWelcome(readConfiguration({}), plain);
    expect(welcome).toMatch('Atrium is open at http://127.0.0.1:3000\n');
    expect(welcome).toMatch('ATRIUM_HOST=0.0.0.0');
    expect(welcome).toMatch(media);
    expect(welcome).not.toMatch('ATRIUM_HTTPS');
  });

  test('says to those who open Atrium on plain http that nobody else will have a microphone', () => {
    const welcome = composeWelcome(open, plain, ['192.0.2.7']);
    expect(welcome).toMatch('From other machines: http://192.0.2.7:3000');
    expect(welcome).toMatch('no microphone');
    expect(welcome).toMatch('ATRIUM_HTTPS=self-signed');
  });

  test('shows the fingerprint of a certificate of its own making', () => {
    const server = { ...plain, url: 'https://127.0.0.1:3000', tls };
    const welcome = composeWelcome(open, server, ['192.0.2.7']);
    expect(welcome).toMatch('https://192.0.2.7:3000');
    expect(welcome).toMatch('AB:CD');
    expect(welcome).not.toMatch('no microphone');
    expect(composeWelcome(open, { ...server, tls: { ...tls, isSelfSigned: false } })).not.toMatch('AB:CD');
  });

  test('says to those behind a proxy that the SFU has to listen for itself', () => {
    const ATRIUM_TRUSTED_PROXIES = '127.0.0.1';
    const loopback = readConfiguration({ ATRIUM_TRUSTED_PROXIES, ATRIUM_SFU_LISTEN: '127.0.0.1' });
    expect(composeWelcome(loopback, plain)).toMatch('ATRIUM_SFU_LISTEN=0.0.0.0');
    const listening = readConfiguration({ ATRIUM_TRUSTED_PROXIES });
    expect(composeWelcome(listening, plain)).not.toMatch('ATRIUM_SFU_LISTEN');
  });
});
