import type { Language } from '../../strings/languages.ts';

const en = {
  title: (name: string) => `About ${name}`,
  what: 'What to do',
  choices: {
    report: 'Report to the Admins',
    mute: 'Mute',
    removeFromZone: 'Remove from their Zone',
    kick: 'Send out of the World',
    ban: 'Ban from the Workspace',
  },
  unmute: 'Unmute',
  notes: {
    report: 'Only the Admins read it. The person is not told.',
    mute: 'Nobody hears them or sees their screen in this World until it is lifted. They are told.',
    removeFromZone:
      'They stand outside, and cannot come back into this Zone for 10 minutes. They are told why.',
    kick: 'They are out of this World, and cannot come back for 10 minutes. They are told why.',
    ban: 'They cannot enter any World of this Workspace. They are told why.',
  },
  howLong: 'For how long',
  durations: { hour: '1 hour', day: '1 day', week: '1 week', month: '30 days', good: 'For good' },
  withAddress: 'Keep out everybody from the same network address',
  reason: 'Reason',
  whatHappened: 'What happened',
  attach: 'Attach what they wrote',
  cancel: 'Cancel',
  done: {
    report: (name: string) => `The Admins will read your report about ${name}.`,
    mute: (name: string) => `Done: ${name}`,
    removeFromZone: (name: string) => `${name} is out of the Zone.`,
    kick: (name: string) => `${name} is out of the World.`,
    ban: (name: string) => `${name} is banned.`,
  },
};

const ptBr: typeof en = {
  title: (name) => `Sobre ${name}`,
  what: 'O que fazer',
  choices: {
    report: 'Denunciar aos Admins',
    mute: 'Silenciar',
    removeFromZone: 'Remover da Zone em que está',
    kick: 'Retirar do World',
    ban: 'Banir do Workspace',
  },
  unmute: 'Liberar o microfone',
  notes: {
    report: 'Só os Admins leem. A pessoa não é avisada.',
    mute: 'Ninguém ouve a pessoa nem vê a tela dela neste World até ser liberada. Ela é avisada.',
    removeFromZone:
      'A pessoa fica do lado de fora e não volta a esta Zone por 10 minutos. Ela fica sabendo o motivo.',
    kick: 'A pessoa sai deste World e não volta por 10 minutos. Ela fica sabendo o motivo.',
    ban: 'A pessoa não entra em nenhum World deste Workspace. Ela fica sabendo o motivo.',
  },
  howLong: 'Por quanto tempo',
  durations: { hour: '1 hora', day: '1 dia', week: '1 semana', month: '30 dias', good: 'Para sempre' },
  withAddress: 'Barrar todos do mesmo endereço de rede',
  reason: 'Motivo',
  whatHappened: 'O que aconteceu',
  attach: 'Anexar o que a pessoa escreveu',
  cancel: 'Cancelar',
  done: {
    report: (name) => `Os Admins vão ler sua denúncia sobre ${name}.`,
    mute: (name) => `Feito: ${name}`,
    removeFromZone: (name) => `${name} saiu da Zone.`,
    kick: (name) => `${name} saiu do World.`,
    ban: (name) => `${name} foi banido.`,
  },
};

/** Texts of the dialog, which arrive with it. */
export const moderationStrings: Readonly<Record<Language, typeof en>> = { en, 'pt-BR': ptBr };
