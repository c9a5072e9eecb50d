import type { Language } from '../../strings/languages.ts';
import { pluralOf } from '../../strings/wording.ts';

const inEnglish = pluralOf('en');
const inPortuguese = pluralOf('pt-BR');

const en = {
  links: 'Links',
  noLinks: 'No links yet. Add the pages your team needs every day.',
  addLinks: 'Add links',
  newTab: '(opens in a new tab)',
  whoIsIn: 'Who’s in',
  otherWorlds: 'Other worlds',
  people: (count: number) =>
    inEnglish(count, { zero: 'no one inside', one: '1 person inside', other: `${count} people inside` }),
};

const ptBr: typeof en = {
  links: 'Links',
  noLinks: 'Ainda não há links. Adicione as páginas de que sua equipe precisa todo dia.',
  addLinks: 'Adicionar links',
  newTab: '(abre em uma nova aba)',
  whoIsIn: 'Quem está aqui',
  otherWorlds: 'Outros mundos',
  people: (count) =>
    inPortuguese(count, { zero: 'ninguém dentro', one: '1 pessoa dentro', other: `${count} pessoas dentro` }),
};

/** Texts of the start page, which arrive with it. */
export const startPageStrings: Readonly<Record<Language, typeof en>> = { en, 'pt-BR': ptBr };
