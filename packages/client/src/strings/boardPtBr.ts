import type { NoteColour, PenColour } from '../boards/boardItem.ts';
import type { boardEn } from './boardEn.ts';

const penColour: Record<PenColour, string> = {
  ink: 'Preto',
  blue: 'Azul',
  red: 'Vermelho',
  green: 'Verde',
  orange: 'Laranja',
};
const noteColour: Record<NoteColour, string> = {
  yellow: 'Amarelo',
  green: 'Verde',
  blue: 'Azul',
  pink: 'Rosa',
};

/** The Whiteboard, in Brazilian Portuguese. */
export const boardPtBr: typeof boardEn = {
  tools: 'Ferramentas',
  tool: {
    select: 'Selecionar e mover',
    hand: 'Mover a página',
    pen: 'Caneta',
    text: 'Texto',
    note: 'Nota adesiva',
    eraser: 'Borracha',
  },
  penColour,
  noteColour,
  widths: ['Fina', 'Média', 'Grossa'],
  undoKey: 'Ctrl+Z',
  redoKey: 'Ctrl+Shift+Z',
  removeKey: 'Del',
  undo: 'Desfazer',
  redo: 'Refazer',
  remove: 'Remover',
  zoomIn: 'Aproximar',
  zoomOut: 'Afastar',
  fit: 'Mostrar tudo',
  exportPng: 'Salvar como imagem',
  close: 'Fechar o quadro',
  written: 'O que está escrito no quadro',
  page: (items) =>
    items === 0 ? 'Quadro vazio' : items === 1 ? 'Quadro com 1 item' : `Quadro com ${items} itens`,
  keys: 'Page Up e Page Down escolhem um item, as setas movem, Enter escreve e Delete remove.',
  stroke: (colour) => `Traço: ${colour.toLowerCase()}`,
  write: 'Escreva aqui',
  opening: 'Abrindo o quadro…',
  failed: 'Não foi possível abrir o quadro.',
  tryAgain: 'Tentar de novo',
  lost: {
    full: 'O quadro está cheio. Sua última alteração não foi salva.',
    unreadable: 'Sua última alteração não foi salva.',
    'too-fast': 'Foram alterações demais de uma vez. A última não foi salva.',
    'not-kept': 'O servidor não consegue salvar quadros agora. Sua última alteração não foi salva.',
    reconnected: 'Você está de volta. O que você desenhou sem conexão não foi salvo.',
  },
  full: 'O quadro está cheio. Apague algo para abrir espaço.',
  nothingToSave: 'Ainda não há nada no quadro.',
};
