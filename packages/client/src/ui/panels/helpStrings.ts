import type { Language } from '../../strings/languages.ts';

const en = {
  lines: {
    moving: 'Walking',
    anyDirection: 'In any direction',
    acting: 'Actions',
    talking: 'Talking',
    viewing: 'View',
    escape: 'Close a panel, back to the world',
    arrows: 'Arrow keys',
    clickWalk: 'Click or tap',
    clickWalkText: 'Walk there, or sit on a chair',
    drag: 'Drag',
    dragText: 'Look around',
    wheel: 'Scroll or pinch',
    wheelText: 'Zoom',
    off: 'Single-key shortcuts are off. You can turn them on in the settings.',
  },
  guide: 'Guide',
  report: {
    title: 'Something not working?',
    text: 'Tell your admins, or copy this page’s log and send it to the person who runs the server. The log contains no names, messages or addresses.',
  },
  touch: {
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
  },
};

const ptBr: typeof en = {
  lines: {
    moving: 'Andar',
    anyDirection: 'Em qualquer direção',
    acting: 'Ações',
    talking: 'Falar',
    viewing: 'Visão',
    escape: 'Fechar um painel, voltar ao mundo',
    arrows: 'Setas',
    clickWalk: 'Clique ou toque',
    clickWalkText: 'Andar até lá ou sentar em uma cadeira',
    drag: 'Arraste',
    dragText: 'Olhar em volta',
    wheel: 'Role ou use dois dedos',
    wheelText: 'Zoom',
    off: 'Os atalhos de uma tecla estão desligados. Você pode ligá-los nas configurações.',
  },
  guide: 'Guia (em inglês)',
  report: {
    title: 'Algo não está funcionando?',
    text: 'Conte à administração, ou copie o registro desta página e envie a quem mantém este servidor. O registro não contém nomes, mensagens nem endereços.',
  },
  touch: {
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
  },
};

/** Texts of the help, which arrive with the panel. */
export const helpStrings: Readonly<Record<Language, typeof en>> = { en, 'pt-BR': ptBr };
