import type { WorldListName } from '@atrium/world';
import type { ComparisonWords, ItemWhat } from './describeComparison.ts';
import { listWords, pluralOf } from './wording.ts';

const plural = pluralOf('pt-BR');
const list = listWords('pt-BR');

const thingsInWorlds: Record<WorldListName, readonly [one: string, other: string]> = {
  zones: ['zona', 'zonas'],
  doors: ['porta', 'portas'],
  passages: ['passagem', 'passagens'],
  objects: ['objeto', 'objetos'],
  spawnPoints: ['entrada', 'entradas'],
};
const doneWith: Record<ItemWhat, string> = {
  added: 'Adicionado',
  removed: 'Removido',
  moved: 'Movido',
  changed: 'Alterado',
};

/** What is different between two Worlds, in Brazilian Portuguese. */
export const comparisonPtBr: ComparisonWords = {
  renamed: (before, after) => `Nome alterado de “${before}” para “${after}”.`,
  resized: (before, after) => `Tamanho do mapa: ${before} → ${after} quadrados.`,
  ground: 'O chão tem outro nome ou outras regras.',
  items: (things, what, count, labels) => {
    const [one, other] = thingsInWorlds[things];
    const names = labels.length === 0 ? '' : ` (${list(labels)})`;
    return `${doneWith[what]}: ${plural(count, { one: `${count} ${one}`, other: `${count} ${other}` })}${names}.`;
  },
  walls: (added, removed, changed) => {
    const parts = [
      added > 0 ? plural(added, { one: `${added} adicionada`, other: `${added} adicionadas` }) : '',
      removed > 0 ? plural(removed, { one: `${removed} removida`, other: `${removed} removidas` }) : '',
      changed > 0 ? plural(changed, { one: `${changed} alterada`, other: `${changed} alteradas` }) : '',
    ];
    return `Paredes: ${parts.filter(Boolean).join(', ')}.`;
  },
  floor: (tiles) =>
    `Piso: ${plural(tiles, { one: `${tiles} quadrado alterado`, other: `${tiles} quadrados alterados` })}.`,
  same: 'Nenhuma diferença.',
};
