import { describe, expect, test } from 'vitest';
import { en } from './en.ts';
import { languages, loadStrings, localeOf, pickLanguage } from './languages.ts';
import { ptBR } from './pt-BR.ts';
import { pluralOf } from './wording.ts';

/** Every text by its path. */
function textsOf(node: unknown, path = ''): readonly (readonly [string, unknown])[] {
  if (typeof node !== 'object' || node === null) return [[path, node]];
  return Object.entries(node).flatMap(([key, value]) => textsOf(value, `${path}.${key}`));
}

describe('strings', () => {
  test.each(languages)('%s has every text, and none is empty', async (language) => {
    const texts = textsOf(await loadStrings(language));
    expect(texts.map(([path]) => path)).toEqual(textsOf(en).map(([path]) => path));
    for (const [path, text] of texts) expect(text, path).not.toBe('');
  });

  test('numbers take the form that the language uses', () => {
    expect([0, 1, 2].map(en.zone.people)).toEqual(['0 people', '1 person', '2 people']);
    expect([0, 1, 2].map(ptBR.zone.people)).toEqual(['0 pessoas', '1 pessoa', '2 pessoas']);
    expect([0, 1, 2].map(en.lobby.peopleInside)).toEqual([
      'No one is inside yet',
      '1 person is inside',
      '2 people are inside',
    ]);
    expect(ptBR.announce.came(['Ana'])).toBe('Ana entrou.');
    expect(ptBR.announce.came(['Ana', 'Bia'])).toBe('Ana e Bia entraram.');
  });

  test.each(languages)('in %s, none is not said as one', (language) => {
    const forms = { one: '1 person', other: 'several people' };
    expect([0, 1, 2].map((count) => pluralOf(language)(count, forms))).toEqual([
      'several people',
      '1 person',
      'several people',
    ]);
    expect(pluralOf(language)(0, { ...forms, zero: 'no one' })).toBe('no one');
  });

  test.each([
    [['pt-BR', 'en'], 'pt-BR'],
    [['pt-PT'], 'pt-BR'],
    [['de', 'pt'], 'pt-BR'],
    [['en-GB', 'pt-BR'], 'en'],
    [['de'], 'en'],
    [[], 'en'],
  ])('who reads %j gets %s', (preferred, language) => {
    expect(pickLanguage(preferred)).toBe(language);
  });
});

test('dates are written as in the region of the person, where they read the language of the page', () => {
  expect(localeOf('en', ['pt-BR', 'en-GB', 'en-US'])).toBe('en-GB');
  expect(localeOf('en', ['de-DE'])).toBe('en');
  expect(localeOf('pt-BR', ['pt-PT', 'en'])).toBe('pt-PT');
});
