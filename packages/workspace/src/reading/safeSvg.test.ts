import { describe, expect, test } from 'vitest';
import { safeSvg } from './safeSvg.ts';

const svg = (inside: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="32">${inside}</svg>`;
const many = (count: number, part: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => part(i)).join('');

describe('an SVG keeps', () => {
  test.each([
    ['a plain drawing', '<path d="M0 0h9" fill="rgb(1,2,3)" transform="rotate(45) scale(2)"/>'],
    [
      'a colour gradient in a pattern',
      '<linearGradient id="g"/><pattern id="p"><rect fill="url(#g)"/></pattern><rect fill="url(#p)"/>',
    ],
    [
      'what clips by what is drawn elsewhere',
      '<defs><path id="a" d="M0 0"/></defs><clipPath id="c"><use href="#a"/></clipPath><g clip-path="url(#c)"><rect/></g>',
    ],
    [
      'a pattern made like another',
      '<pattern id="p"><rect/></pattern><pattern id="q" href="#p"/><rect fill="url(#q)"/>',
    ],
    [
      'a shadow and a mask',
      '<filter id="f"><feGaussianBlur stdDeviation="2"/></filter><mask id="m"><rect fill="#fff"/></mask><g mask="url(#m)"><rect filter="url(#f)"/></g>',
    ],
    ['arrows', '<marker id="m"><path d="M0 0"/></marker><path d="M0 0h9" marker-end="url(#m)"/>'],
    ['quotes, ampersands and line breaks', '<text id="a&quot;b&#10;c">Hi &amp; &lt;bye&gt;</text>'],
  ])('%s', (_what, inside) => {
    expect(safeSvg(svg(inside))).toBe(svg(inside));
  });

  test('the names of the elements, whatever prefix a file gives them', () => {
    const prefixed =
      '<s:svg xmlns:s="http://www.w3.org/2000/svg" xmlns:l="http://www.w3.org/1999/xlink"><s:path id="a"/><s:use l:href="#a"/></s:svg>';
    expect(safeSvg(prefixed)).toBe(
      '<svg xmlns="http://www.w3.org/2000/svg"><path id="a"/><use href="#a"/></svg>',
    );
  });
});

describe('an SVG loses', () => {
  test.each([
    'image-set("https://evil.example/a.png" 1x)',
    'src("https://evil.example/a.png")',
    'IMAGE-SET(url(#a) 1x)',
    '-webkit-image-set("https://evil.example/a.png" 1x)',
    'cross-fade(url(#a), "x.png")',
    'image("x.png")',
    'element(#a)',
    'url(x.png)',
    'url("#a") url(//evil.example)',
    'url (x.png)',
    'u\\72l(x.png)',
    'var(--a)',
    'anything(1)',
  ])('a value that may load something: %s', (value) => {
    const escaped = value.replaceAll('"', '&quot;');
    expect(safeSvg(svg(`<path fill="${escaped}" d="M0 0"/>`))).toBe(svg('<path d="M0 0"/>'));
  });

  test('what it does not draw, with everything in it', () => {
    const inside =
      '<a><path/></a><x xmlns="urn:x"><g xmlns="http://www.w3.org/2000/svg"><path/></g></x><rect/>';
    expect(safeSvg(svg(inside))).toBe(svg('<rect/>'));
  });
});

describe('an SVG is refused that takes too long to draw:', () => {
  const nest = (name: string, attribute: string) =>
    many(8, (i) => `<${name} id="a${i}"><rect ${attribute}="url(#a${i + 1})"/></${name}>`);
  test.each([
    ['patterns drawn with patterns', nest('pattern', 'fill')],
    ['masks drawn with masks', nest('mask', 'mask')],
    ['a pattern drawn with itself', '<pattern id="p"><rect fill="url(#p)"/></pattern>'],
    ['a pattern in a pattern', '<pattern id="p"><pattern id="q"><rect/></pattern></pattern>'],
    ['a mask drawn with a filter', '<filter id="f"/><mask id="m"><rect filter="url(#f)"/></mask>'],
    [
      'a pattern drawn with what is drawn with a mask',
      '<mask id="m"><rect/></mask><g id="g" mask="url(#m)"/><pattern id="p"><use href="#g"/></pattern>',
    ],
    [
      'much that is used often',
      `<g id="g">${'<rect/>'.repeat(1_000)}</g>${'<use href="#g"/>'.repeat(1_000)}`,
    ],
    [
      'a path of many arrows',
      `<marker id="m">${'<rect/>'.repeat(500)}</marker><path marker-mid="url(#m)" d="${'h1'.repeat(20_000)}"/>`,
    ],
    [
      'filters on everything',
      `<filter id="f"><feGaussianBlur/></filter>${'<rect filter="url(#f)"/>'.repeat(100)}`,
    ],
  ])('%s', (_what, inside) => {
    expect(() => safeSvg(svg(inside))).toThrow(/takes too long to draw/);
  });
});

test.each([
  ['elements', many(20_001, () => '<g/>')],
  ['elements within elements', '<g>'.repeat(100_000)],
  ['elements left out within each other', '<x>'.repeat(100_000)],
  ['attributes', `<path ${many(200, (i) => `a${i}="" `)}/>`],
  ['nothing closed', '<'.repeat(200_000)],
])('an SVG with too many %s is refused', (_what, inside) => {
  expect(() => safeSvg(svg(inside))).toThrow(expect.objectContaining({ code: 'image_invalid' }));
});
