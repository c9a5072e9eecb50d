import type { Language } from '../../strings/languages.ts';

const en = {
  title: (name: string) => `About ${name}`,
  what: 'What to do',
  choices: {
    report: 'Report to admins',
    mute: 'Mute',
    removeFromZone: 'Remove from this area',
    kick: 'Remove from this world',
    ban: 'Ban from workspace',
  },
  unmute: 'Unmute',
  notes: {
    report: 'Only admins can read it. The person isn’t notified.',
    mute: 'No one in this world can hear them or see their screen until you unmute them. They’re notified.',
    removeFromZone: 'They can’t come back to this area for 10 minutes. They’re told why.',
    kick: 'They can’t come back to this world for 10 minutes. They’re told why.',
    ban: 'They can’t enter any world in this workspace. They’re told why.',
  },
  howLong: 'For how long',
  durations: { hour: '1 hour', day: '1 day', week: '1 week', month: '30 days', good: 'Permanently' },
  withAddress: 'Also ban everyone on the same network address',
  reason: 'Reason',
  whatHappened: 'What happened',
  reasonMissing: 'Say why. They read it.',
  whatHappenedMissing: 'Say what happened.',
  attach: 'Attach their messages',
  cancel: 'Cancel',
  done: {
    report: (name: string) => `Your report about ${name} was sent to the admins.`,
    mute: (name: string) => `You muted ${name}.`,
    unmute: (name: string) => `You unmuted ${name}.`,
    removeFromZone: (name: string) => `You removed ${name} from this area.`,
    kick: (name: string) => `You removed ${name} from this world.`,
    ban: (name: string) => `You banned ${name}.`,
  },
};

const ptBr: typeof en = {
  title: (name) => `Sobre ${name}`,
  what: 'O que fazer',
  choices: {
    report: 'Denunciar aos administradores',
    mute: 'Silenciar',
    removeFromZone: 'Retirar desta área',
    kick: 'Retirar deste mundo',
    ban: 'Banir do workspace',
  },
  unmute: 'Liberar o microfone',
  notes: {
    report: 'Só os administradores leem. A pessoa não é avisada.',
    mute: 'Ninguém neste mundo ouve a pessoa nem vê a tela dela até você liberar. Ela é avisada.',
    removeFromZone: 'A pessoa não volta a esta área por 10 minutos. Ela fica sabendo o motivo.',
    kick: 'A pessoa não volta a este mundo por 10 minutos. Ela fica sabendo o motivo.',
    ban: 'A pessoa não entra em nenhum mundo deste workspace. Ela fica sabendo o motivo.',
  },
  howLong: 'Por quanto tempo',
  durations: { hour: '1 hora', day: '1 dia', week: '1 semana', month: '30 dias', good: 'Permanente' },
  withAddress: 'Banir também todos do mesmo endereço de rede',
  reason: 'Motivo',
  whatHappened: 'O que aconteceu',
  reasonMissing: 'Diga o motivo. A pessoa vai ler.',
  whatHappenedMissing: 'Diga o que aconteceu.',
  attach: 'Anexar as mensagens dela',
  cancel: 'Cancelar',
  done: {
    report: (name) => `Sua denúncia sobre ${name} foi enviada aos administradores.`,
    mute: (name) => `Você silenciou ${name}.`,
    unmute: (name) => `Você liberou o microfone de ${name}.`,
    removeFromZone: (name) => `Você retirou ${name} desta área.`,
    kick: (name) => `Você retirou ${name} deste mundo.`,
    ban: (name) => `Você baniu ${name}.`,
  },
};

/** Texts of the dialog, which arrive with it. */
export const moderationStrings: Readonly<Record<Language, typeof en>> = { en, 'pt-BR': ptBr };
