import type { Language } from '../../strings/languages.ts';

const en = {
  title: 'Report a problem',
  text: 'Your admins read this with your name, for 30 days.',
  label: 'What happened?',
  hint: 'Addresses, and what looks like a token, are taken out before it is sent.',
  log: 'This log goes with it',
  send: 'Send report',
  sending: 'Sending…',
  cancel: 'Cancel',
  close: 'Close',
  sent: 'Sent. Your admins can read it now.',
  missing: 'Say what happened.',
  tooMany: 'That is as much as can be sent in a day. Copy the log and send it to your host.',
  nobody: 'This server keeps no reports. Copy the log and send it to your host.',
};

const ptBr: typeof en = {
  title: 'Relatar um problema',
  text: 'A administração lê isto com o seu nome, por 30 dias.',
  label: 'O que aconteceu?',
  hint: 'Endereços, e o que parecer um token, são retirados antes do envio.',
  log: 'Este registro vai junto',
  send: 'Enviar relato',
  sending: 'Enviando…',
  cancel: 'Cancelar',
  close: 'Fechar',
  sent: 'Enviado. A administração já pode ler.',
  missing: 'Diga o que aconteceu.',
  tooMany: 'É o máximo que se pode enviar em um dia. Copie o registro e envie a quem hospeda.',
  nobody: 'Este servidor não guarda relatos. Copie o registro e envie a quem hospeda.',
};

/** Texts of the problem report, which arrive with it. */
export const problemReportStrings: Readonly<Record<Language, typeof en>> = { en, 'pt-BR': ptBr };
