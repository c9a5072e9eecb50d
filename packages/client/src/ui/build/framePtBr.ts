import type { FrameStrings } from './frameEn.ts';

/** Texts of what lies around the plan, in Portuguese. */
export const framePtBr: FrameStrings = {
  wallsShown: {
    cut: 'Mostrar paredes inteiras',
    full: 'Mostrar como planta',
    plan: 'Cortar as paredes',
  },
  zoneParts: {
    label: 'Um retângulo',
    new: 'é uma zona nova',
    add: 'soma à selecionada',
    subtract: 'tira dela',
  },
  versions: {
    copied: 'Cópia criada. Ela está na lista de mundos.',
    title: 'Versões',
    region: (number) => `Versão ${number}`,
    readOnly: 'Só para ver. Nada muda aqui.',
    back: 'Voltar ao rascunho',
    unreadable: 'Não é possível ler esta versão.',
  },
  touch: { label: 'O que você colocou', yes: 'Colocar aqui', turn: 'Girar', no: 'Não colocar' },
  outlineTree: 'Estrutura',
  selected: (name) => `Selecionado: ${name}`,
  planHelp:
    'As setas movem um quadrado e, com Shift, desenham. Enter faz ali o que a ferramenta faz, Esc desiste. Letras escolhem ferramentas. Control K encontra qualquer coisa.',
  place: { legend: 'Lugar em quadrados', x: 'Da esquerda (x)', y: 'De cima (y)' },
  finder: {
    title: 'Encontrar qualquer coisa',
    label: 'Uma zona, um objeto ou um comando',
    found: (count) => (count === 1 ? '1 encontrado' : `${count} encontrados`),
    nothing: 'Nada tem esse nome.',
    tool: 'Ferramenta',
    command: 'Comando',
    place: (name) => `Colocar: ${name}`,
    duplicate: 'Duplicar',
    selectAll: 'Selecionar tudo',
  },
  walk: {
    start: 'Percorrer',
    label: 'Percorrer o rascunho',
    region: 'Percorrendo o rascunho',
    inZone: (zone, type) => `${zone} · ${type}`,
    as: 'Função',
    people: 'Há alguém em cada sala',
    end: 'Voltar a construir',
    help: 'Ande como no mundo. Só você vê isto: para os outros, você não saiu do lugar. Esc encerra.',
    closed: {
      locked: 'um administrador trancou esta porta.',
      role: 'esta porta está fechada para esta função.',
      empty: 'aqui é preciso bater, e não há ninguém dentro para responder.',
      knock: 'aqui é preciso bater; quem está dentro responde.',
    },
    knock: (key) => `Bater e entrar (${key})`,
  },
};
