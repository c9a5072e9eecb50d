import type { Language } from '../../strings/languages.ts';

const en = {
  walk: 'Walk with the arrow keys, or click where you want to go.',
  walkWithKeys: 'Click where you want to go, or use the arrow keys or',
  talk: 'Turn on your microphone to talk to the people here.',
  holdToTalk: 'Hold this key to talk to the people here.',
  heard: 'The names above your microphone show who hears you.',
  approach: 'No one is close enough to hear you. Walk up to someone.',
  knock: 'Knock, and someone inside can let you in.',
  others: 'Others are in other rooms. Open the list of people to find them.',
  touch: {
    walk: 'Tap where you want to go. Drag to look around, pinch to zoom.',
    talk: 'Tap the microphone to talk to the people here.',
    heard: 'The names above your microphone show who hears you.',
    approach: 'No one is close enough to hear you. Tap someone to walk up to them.',
    knock: 'Tap to knock. Someone inside can let you in.',
    others: 'Others are in other rooms. Tap the people button to find them.',
  },
  dismiss: 'Got it',
};

const ptBr: typeof en = {
  walk: 'Ande com as setas ou clique no lugar aonde quer ir.',
  walkWithKeys: 'Clique no lugar aonde quer ir ou use as setas ou',
  talk: 'Ligue o microfone para falar com quem está aqui.',
  holdToTalk: 'Segure esta tecla para falar com quem está aqui.',
  heard: 'Os nomes acima do seu microfone mostram quem ouve você.',
  approach: 'Ninguém está perto o bastante para ouvir você. Chegue mais perto de alguém.',
  knock: 'Bata à porta, e alguém lá dentro pode deixar você entrar.',
  others: 'Há gente em outras salas. Abra a lista de pessoas para encontrá-las.',
  touch: {
    walk: 'Toque no lugar aonde quer ir. Arraste para olhar em volta e use dois dedos para o zoom.',
    talk: 'Toque no microfone para falar com quem está aqui.',
    heard: 'Os nomes acima do seu microfone mostram quem ouve você.',
    approach: 'Ninguém está perto o bastante para ouvir você. Toque em alguém para ir até lá.',
    knock: 'Toque para bater à porta. Alguém lá dentro pode deixar você entrar.',
    others: 'Há gente em outras salas. Toque no botão de pessoas para encontrá-las.',
  },
  dismiss: 'Entendi',
};

/** Texts of the hints, which arrive with the first of them. */
export const firstHintStrings: Readonly<Record<Language, typeof en>> = { en, 'pt-BR': ptBr };
