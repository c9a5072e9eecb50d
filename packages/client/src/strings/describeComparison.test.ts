import { expect, test } from 'vitest';
import type { WorldComparison } from '@atrium/world';
import { comparisonEn } from './comparisonEn.ts';
import { comparisonPtBr } from './comparisonPtBr.ts';
import { describeComparison } from './describeComparison.ts';

const unchanged: WorldComparison = {
  name: undefined,
  size: undefined,
  groundZone: false,
  items: [],
  walls: { added: 0, removed: 0, changed: 0 },
  floorTiles: 0,
};
const object = (what: 'added' | 'removed' | 'changed', properties: readonly string[] = []) =>
  ({ list: 'objects', id: 'x', what, label: 'Chair', properties }) as const;
const changed: WorldComparison = {
  name: { before: 'Office', after: 'Tower' },
  size: { before: { width: 48, height: 36 }, after: { width: 60, height: 36 } },
  groundZone: true,
  items: [
    { list: 'zones', id: 'a', what: 'added', label: 'Oak', properties: [] },
    { list: 'zones', id: 'b', what: 'added', label: 'Willow', properties: [] },
    { list: 'doors', id: 'c', what: 'removed', label: 'c', properties: [] },
    object('added'),
    object('changed', ['position', 'rotation']),
    object('changed', ['position', 'occupancy']),
  ],
  walls: { added: 12, removed: 0, changed: 1 },
  floorTiles: 40,
};

test('the difference between two versions is a sentence for each kind of thing', () => {
  expect(describeComparison(changed, comparisonEn)).toEqual([
    'Renamed from “Office” to “Tower”.',
    'Map size: 48 × 36 → 60 × 36 tiles.',
    'The ground has a different name or different rules.',
    '2 zones added: Oak and Willow.',
    '1 door removed.',
    '1 object added.',
    '1 object moved.',
    '1 object changed.',
    'Walls: 12 tiles added, 1 changed.',
    'Floor: 40 tiles changed.',
  ]);
  expect(describeComparison(unchanged, comparisonEn)).toEqual(['No differences.']);
});

test('and so it is in Portuguese', () => {
  expect(describeComparison(changed, comparisonPtBr)).toEqual([
    'Nome alterado de “Office” para “Tower”.',
    'Tamanho do mapa: 48 × 36 → 60 × 36 quadrados.',
    'O chão tem outro nome ou outras regras.',
    'Adicionado: 2 zonas (Oak e Willow).',
    'Removido: 1 porta.',
    'Adicionado: 1 objeto.',
    'Movido: 1 objeto.',
    'Alterado: 1 objeto.',
    'Paredes: 12 adicionadas, 1 alterada.',
    'Piso: 40 quadrados alterados.',
  ]);
  expect(describeComparison(unchanged, comparisonPtBr)).toEqual(['Nenhuma diferença.']);
});
