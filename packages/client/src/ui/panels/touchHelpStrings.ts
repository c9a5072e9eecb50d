import type { Language } from '../../strings/languages.ts';

const en = {
  tap: { title: 'Walk', text: 'Tap where you want to go.' },
  tapThing: { title: 'Sit, open, knock', text: 'Tap a chair, a computer, a whiteboard or a door.' },
  tapPerson: {
    title: 'Meet someone',
    text: 'Tap a person to walk to them. The list of people offers more.',
  },
  talk: { title: 'Talk', text: 'Tap the microphone at the bottom.' },
  drag: { title: 'Look around', text: 'Drag the picture.' },
  pinch: { title: 'Zoom', text: 'Pinch with two fingers.' },
  more: {
    title: 'Everything else',
    text: 'Chat, reactions, the map and settings are behind the three dots.',
  },
};

const ptBr: typeof en = {
  tap: { title: 'Andar', text: 'Toque no lugar aonde quer ir.' },
  tapThing: {
    title: 'Sentar, abrir, bater à porta',
    text: 'Toque em uma cadeira, um computador, um quadro ou uma porta.',
  },
  tapPerson: {
    title: 'Encontrar alguém',
    text: 'Toque na pessoa para ir até ela. A lista de pessoas oferece mais.',
  },
  talk: { title: 'Falar', text: 'Toque no microfone, na parte de baixo.' },
  drag: { title: 'Olhar em volta', text: 'Arraste a imagem.' },
  pinch: { title: 'Zoom', text: 'Use dois dedos.' },
  more: {
    title: 'Todo o resto',
    text: 'Conversa, reações, mapa e configurações ficam atrás dos três pontos.',
  },
};

/** What fingers do; the texts arrive with the panel. */
export const touchHelpStrings: Readonly<Record<Language, typeof en>> = { en, 'pt-BR': ptBr };
