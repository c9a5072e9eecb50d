import { pluralOf } from '../../strings/wording.ts';
import type { ImportStrings } from './importEn.ts';

const plural = pluralOf('pt-BR');

const failures: ImportStrings['failures'] = {
  'no-map': () =>
    'Não há nenhum mapa entre estes arquivos. Escolha também o mapa (.tmj, .tmx ou um arquivo de mundo).',
  'too-many-files': () => 'São arquivos demais de uma vez: escolha o mapa e o que faz parte dele.',
  'files-too-large': () => 'Juntos, estes arquivos têm mais de 64 MB.',
  'map-empty': () => 'Não há nada desenhado neste mapa.',
  'unpacked-too-large': () => 'Juntas, as camadas deste mapa têm mais de 64 MB.',
  stopped: () => 'A importação foi interrompida: demorou demais, ou este navegador não consegue fazê-la.',
  'several-maps': ({ names }) => `Escolha um mapa de cada vez. Estes são vários: ${names.join(', ')}.`,
  'not-text': ({ file }) => `${file} não é um arquivo de texto.`,
  'not-known': ({ file }) => `${file} não é um arquivo de mundo nem um mapa do Tiled ou do WorkAdventure.`,
  'has-doctype': ({ file }) => `${file} tem um tipo de documento (DOCTYPE), o que não é permitido.`,
  'too-complex': ({ file }) => `${file} tem níveis demais ou partes demais.`,
  'not-json': ({ file, line, column }) => `${file} não é um JSON válido: linha ${line}, coluna ${column}.`,
  'not-xml': ({ file, line, column }) => `${file} não é um XML válido: linha ${line}, coluna ${column}.`,
  'wrong-shape': ({ file, path }) => `${file} não está como deveria em “${path}”.`,
  'not-orthogonal': ({ orientation }) =>
    `Este mapa é “${orientation}”. Só é possível importar mapas ortogonais, como os do WorkAdventure.`,
  'map-too-large': ({ width, height }) =>
    `Este mapa tem ${width} × ${height} quadrados; um mundo tem no máximo 512 × 512. Tente a metade do tamanho.`,
  'world-invalid': ({ file, issues }) =>
    [
      `${file} não é um arquivo de mundo válido.`,
      ...issues.map(({ path, message }) => `${path}: ${message}`),
    ].join(' '),
};

const named = (name: string) => (name === '' ? '' : ` “${name}”`);
const tiles = (count = 0) => plural(count, { one: '1 quadrado', other: `${count} quadrados` });

const notes: ImportStrings['notes'] = {
  'tileset-missing': ({ name, count }) =>
    `O tileset “${name}” não está entre os arquivos: não se sabe se ${tiles(count)} dele são paredes. Escolha-o junto com o mapa.`,
  'file-unused': ({ name }) => `${name} não foi necessário.`,
  'layer-unreadable': ({ name }) => `Não é possível ler a camada${named(name)}.`,
  'area-overlaps': ({ name, count }) =>
    count === undefined
      ? `A área${named(name)} está dentro de outras ou ao redor delas: não virou zona.`
      : `A área${named(name)} fica em parte sobre outra e perdeu ${tiles(count)}.`,
  'area-too-small': ({ name }) => `A área${named(name)} é pequena demais para uma zona.`,
  'area-outside': ({ name }) => `A área${named(name)} fica fora do mapa.`,
  'zones-too-many': ({ name }) => `A área${named(name)} não virou zona: um mundo tem no máximo 200.`,
  'link-relative': ({ name, detail }) =>
    `A página de${named(name)} não tem um endereço completo: ${detail ?? ''}`,
  'link-without-place': ({ name, detail }) => `Não há lugar para a página de${named(name)}: ${detail ?? ''}`,
  exit: ({ name, detail }) => `A saída${named(name)} leva a outro mapa: ${detail ?? ''}`,
  feature: ({ name, detail = '' }) =>
    `“${name}”${detail === '' ? '' : ` de “${detail}”`} não tem equivalente.`,
  'entity-unknown': ({ name }) => `O móvel${named(name)} não tem equivalente.`,
  'entity-without-place': ({ name }) => `Não há lugar para o móvel${named(name)}.`,
  'object-unknown': ({ name }) => `Algo que não é uma área foi deixado de fora:${named(name)}.`,
  'start-moved': ({ name }) => `A entrada${named(name)} estava bloqueada: as pessoas chegam ao lado dela.`,
  'start-missing': () => 'O mapa não tem entrada: as pessoas chegam no meio dele.',
  'starts-too-many': ({ name }) => `A entrada${named(name)} foi deixada de fora: um mundo tem no máximo 100.`,
  more: ({ count = 0 }) => `E mais ${count}.`,
};

/** Texts about importing, in Portuguese. */
export const importPtBr: ImportStrings = {
  title: 'Importar um mapa',
  text: 'Escolha um arquivo de mundo, ou um mapa do Tiled ou do WorkAdventure com os tilesets e o arquivo .wam, todos de uma vez. Ele toma o lugar do rascunho; Desfazer traz o rascunho de volta.',
  files: 'Arquivos',
  isHalfSize: 'Metade do tamanho (dois quadrados viram um)',
  halfSizeNote: 'Para mapas do Tiled com mais espaço do que as pessoas precisam.',
  read: 'Ler os arquivos',
  reading: 'Lendo os arquivos …',
  replace: 'Substituir o rascunho',
  cancel: 'Cancelar',
  size: (width, height, rooms) =>
    `${width} × ${height} quadrados, ${plural(rooms, { one: '1 zona', other: `${rooms} zonas` })}.`,
  notesTitle: 'O que mudou ou ficou de fora',
  noNotes: 'Tudo foi importado.',
  place: (x, y) => `em ${x}, ${y}`,
  names: { ground: 'Área aberta', meeting: 'Sala de reunião', silent: 'Área de silêncio', named: 'Área' },
  failures,
  notes,
};
