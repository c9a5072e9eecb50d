import type { FrameStrings } from './frameEn.ts';

/** Texts of what lies around the plan, in Portuguese. */
export const framePtBr: FrameStrings = {
  walk: {
    start: 'Percorrer',
    label: 'Percorrer o rascunho',
    region: 'Percorrendo o rascunho',
    inZone: (zone, type) => `${zone} · ${type}`,
    as: 'Papel',
    people: 'Há alguém em cada sala',
    end: 'Voltar a construir',
    help: 'Ande como no Mundo. Só você vê isto: para os outros, você não saiu do lugar. Esc encerra.',
    closed: {
      locked: 'um administrador trancou esta porta.',
      role: 'esta porta está fechada para este papel.',
      empty: 'aqui é preciso bater, e não há ninguém dentro para responder.',
      knock: 'aqui é preciso bater; quem está dentro responde.',
    },
    knock: (key) => `Bater e entrar (${key})`,
  },
};
