import { expect, test } from 'vitest';
import { askForQuietOpus } from './opusSettings.ts';

const sdp = [
  'm=audio 9 UDP/TLS/RTP/SAVPF 111 0',
  'a=rtpmap:111 opus/48000/2',
  'a=fmtp:111 minptime=10;useinbandfec=1',
  'a=rtpmap:0 PCMU/8000',
  'm=video 9 UDP/TLS/RTP/SAVPF 96',
  'a=fmtp:96 profile-id=1',
].join('\r\n');

test('Opus is asked for with error correction and without packets in silence, and nothing else is touched', () => {
  const asked = askForQuietOpus(sdp);
  expect(asked).toContain('a=fmtp:111 minptime=10;useinbandfec=1;usedtx=1\r\n');
  expect(askForQuietOpus(asked)).toBe(asked);
  expect(asked.replace(';usedtx=1', '')).toBe(sdp);
});

test('a description without Opus stays as it is', () => {
  expect(askForQuietOpus('v=0\r\n')).toBe('v=0\r\n');
});
