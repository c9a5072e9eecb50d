import { describe, expect, it } from 'vitest';
import { linkParts } from './linkParts.ts';

const links = (text: string) =>
  linkParts(text).flatMap((part) => (part.kind === 'link' ? [part.address] : []));

describe('links in chat', () => {
  it('are web addresses, without what ends the sentence', () => {
    expect(links('See https://example.org/a?b=1#c, and (http://example.net).')).toEqual([
      'https://example.org/a?b=1#c',
      'http://example.net/',
    ]);
  });

  it('keep a bracket that they opened themselves', () => {
    const article = 'https://en.wikipedia.org/wiki/Atrium_(architecture)';
    expect(links(`${article} (see ${article}). [${article}]`)).toEqual([article, article, article]);
    expect(links('((https://example.org/a))!')).toEqual(['https://example.org/a']);
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'example.org', 'https://'])(
    'are not made of %s',
    (text) => expect(links(text)).toEqual([]),
  );

  it('leave every letter of the text where it was', () => {
    const text = 'a https://example.org/x, b <b>https://example.org</b> c';
    expect(
      linkParts(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  });
});
