import type { Language } from '../../strings/languages.ts';

const en = {
  tap: { title: 'Walk', text: 'Tap where you want to go.' },
  tapThing: { title: 'Sit, open, knock', text: 'Tap a chair, a computer, a whiteboard or a door.' },
  tapPerson: {
    title: 'Meet someone',
    text: 'Tap a person to walk to them. The list of people offers more.',
  },
  talk: { title: 'Talk', text: 'Tap the microphone at the bottom.' },
  wave: {
    title: 'Wave and high five',
    text: 'Tap a person’s row in the list of people, then Wave. If they wave back beside you, it’s a high five.',
  },
  react: {
    title: 'React and dance',
    text: 'Tap the three dots, then a reaction or an emoji. Hold the note to dance.',
  },
  drag: { title: 'Look around', text: 'Drag with one finger.' },
  pinch: { title: 'Zoom', text: 'Pinch with two fingers.' },
  more: {
    title: 'Everything else',
    text: 'Tap the three dots for chat, the map and settings.',
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
  wave: {
    title: 'Acenar e bater as mãos',
    text: 'Toque em alguém na lista de pessoas e depois em Acenar. Se a pessoa acenar de volta ao seu lado, vocês batem as mãos.',
  },
  react: {
    title: 'Reagir e dançar',
    text: 'Toque nos três pontos e depois em uma reação ou um emoji. Segure a nota musical para dançar.',
  },
  drag: { title: 'Olhar em volta', text: 'Arraste com um dedo.' },
  pinch: { title: 'Zoom', text: 'Use dois dedos.' },
  more: {
    title: 'Todo o resto',
    text: 'Toque nos três pontos para abrir conversa, mapa e configurações.',
  },
};

/** What fingers do; the texts arrive with the panel. */
export const touchHelpStrings: Readonly<Record<Language, typeof en>> = { en, 'pt-BR': ptBr };
