import { expect, test } from 'vitest';
import { problemReportBytes, withoutSecrets } from './problemReport.ts';

test.each([
  [
    'I came by https://office.example/join#Ab3dEf6hIj9kLm2nOp5qRs8tUv1wXy4z and saw nothing',
    'I came by [address] and saw nothing',
  ],
  ['wss://office.example/signal/hq failed', '[address] failed'],
  ['turn:turn.example.com:3478?transport=udp', '[address]'],
  ['write to ana@example.org, please', 'write to [address], please'],
  ['from 192.0.2.7:443 to 2001:db8:0:0:0:0:0:7', 'from [address] to [address]'],
  ['from 2001:db8::7 and ::1', 'from [address] and [address]'],
  ['Authorization: Bearer abc.def', 'Authorization: [secret]'],
  ['token eyJhbGciOiJIUzI1NiJ9abc.eyJzdWIiOiJhbmEifQ.c2ln', 'token [secret]'],
  ['atrium_Ab3dEf6hIj9kLm2nOp5qRs8tUv1wXy4zAb3dEf6hIj9', '[secret]'],
])('%s', (text, clean) => {
  expect(withoutSecrets(text)).toBe(clean);
});

test.each([
  '2026-01-02T12:00:00.000Z info  connection: The connection changed state=online attempt=2',
  '2026-01-02T12:00:00.000Z error app: A fault cause=TypeError at=ChatPanel-Bx1.js:1:2045 < ConnectionTestPanel-Ab12Cd34.js:9:81',
  'I press E, and the door at 3:15 does not open (request 4f9a2c1e0b7d)',
  'Não ouço ninguém na sala de reuniões; versão 1.2.3',
])('%s is left as it is', (text) => {
  expect(withoutSecrets(text)).toBe(text);
});

test.each(['a', 'a.', 'a:', 'a@', '1.', 'bearer ', ': ', '-', '::', 'a/'])(
  'a long text of %j alone holds nobody up',
  (part) => {
    // In steps that grow with the square of the length, this would take minutes.
    const text = part.repeat(problemReportBytes / part.length);
    expect(withoutSecrets(text)).not.toBe('');
  },
);
