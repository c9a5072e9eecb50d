import type { Language } from '../../strings/languages.ts';
import { pluralOf } from '../../strings/wording.ts';

const inEnglish = pluralOf('en');
const inPortuguese = pluralOf('pt-BR');

const en = {
  until: (moment: string) => `Until ${moment}`,
  explained: 'Your visit as a guest ends then.',
  left: (minutes: number) => inEnglish(minutes, { one: '1 min left', other: `${minutes} min left` }),
  soon: (minutes: number) =>
    inEnglish(minutes, {
      one: 'Your visit ends in a minute.',
      other: `Your visit ends in ${minutes} minutes.`,
    }),
};

const ptBr: typeof en = {
  until: (moment) => `Até ${moment}`,
  explained: 'É quando sua visita como convidado termina.',
  left: (minutes) => inPortuguese(minutes, { one: 'Falta 1 min', other: `Faltam ${minutes} min` }),
  soon: (minutes) =>
    inPortuguese(minutes, {
      one: 'Sua visita termina em um minuto.',
      other: `Sua visita termina em ${minutes} minutos.`,
    }),
};

/** Texts about the end of a Guest's visit; only Guests fetch them. */
export const visitEndStrings: Readonly<Record<Language, typeof en>> = { en, 'pt-BR': ptBr };
