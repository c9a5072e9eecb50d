import { expect, it } from 'vitest';
import { embedOriginSchema } from './workspaceSettings.ts';

it.each(['https://wiki.example.org', 'http://localhost:8080', 'https://xn--r8jz45g.jp', 'https://192.0.2.1'])(
  '%s may be shown beside a World',
  (origin) => expect(embedOriginSchema.parse(origin)).toBe(origin),
);

it.each([
  'https://例え.jp',
  'https://*',
  'https://*.example.org',
  'https://example.org/',
  "https://example.org;script-src'self'",
  'https://a@example.org',
  'ftp://example.org',
  'https://example.org\n',
  `https://${'a'.repeat(120)}`,
])('%s stands in no header', (origin) => {
  expect(embedOriginSchema.safeParse(origin).success).toBe(false);
});
