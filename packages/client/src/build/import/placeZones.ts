import { areaFromTiles, worldLimits } from '@atrium/world';
import type { NewId, Position, Rectangle, Zone } from '@atrium/world';
import type { ImportNames, ImportNotes } from './importReport.ts';
import type { MapSurvey, SurveyedArea } from './mapSurvey.ts';

/** Which areas keep tiles that several want. */
const order: Readonly<Record<SurveyedArea['kind'], number>> = { meeting: 0, silent: 1, named: 2 };
/** Tiles that a Zone has at least; a smaller area is a mark for a script. */
const leastTiles = 4;
const mostPeople = 1000;

/** Makes Zones of areas. Zones do not overlap: an area without a meeting gives way. */
export function placeZones(
  survey: MapSurvey,
  names: ImportNames,
  newId: NewId,
  notes: ImportNotes,
): readonly Zone[] {
  const { width, height } = survey;
  const taken = new Uint8Array(width * height);
  const zones: Zone[] = [];
  const areas = survey.areas.toSorted((a, b) => order[a.kind] - order[b.kind]);
  for (const area of areas) {
    for (const wanted of piecesOf(area.tiles.flatMap((part) => [...tilesIn(part)]))) {
      const note = { name: area.name, place: wanted[0] };
      if (wanted.length < leastTiles) {
        notes.add({ code: 'area-too-small', ...note });
        continue;
      }
      const free = wanted.filter(({ x, y }) => taken[y * width + x] === 0);
      const shape = areaFromTiles(free.map(({ x, y }) => ({ x, y, width: 1, height: 1 })));
      if (shape === undefined || free.length < leastTiles || zones.length >= worldLimits.zones) {
        notes.add({ code: zones.length >= worldLimits.zones ? 'zones-too-many' : 'area-overlaps', ...note });
        continue;
      }
      const lost = wanted.length - free.length;
      if (lost > 0) notes.add({ code: 'area-overlaps', ...note, count: lost });
      for (const { x, y } of free) taken[y * width + x] = 1;
      const unnamed = `${names[area.kind]} ${zones.length + 1}`;
      zones.push({ ...zoneOf(area, unnamed), id: newId(area.kind), ...shape });
    }
  }
  return zones;
}

function* tilesIn({ x: left, y: top, width, height }: Rectangle): Generator<Position> {
  for (let y = top; y < top + height; y++) for (let x = left; x < left + width; x++) yield { x, y };
}

/** A layer may mark several places with one meaning: each becomes a Zone. */
function piecesOf(tiles: readonly Position[]): readonly (readonly Position[])[] {
  const keyOf = ({ x, y }: Position) => `${x} ${y}`;
  const left = new Map(tiles.map((tile) => [keyOf(tile), tile]));
  const pieces: Position[][] = [];
  for (const tile of tiles) {
    if (!left.delete(keyOf(tile))) continue;
    const piece = [tile];
    // It grows while it is walked through.
    for (const { x, y } of piece) {
      for (const next of [
        { x: x + 1, y },
        { x: x - 1, y },
        { x, y: y + 1 },
        { x, y: y - 1 },
      ])
        if (left.delete(keyOf(next))) piece.push(next);
    }
    pieces.push(piece);
  }
  return pieces;
}

function zoneOf(
  { kind, name, maxPeople }: SurveyedArea,
  unnamed: string,
): Pick<Zone, 'name' | 'type'> & Partial<Zone> {
  const isLimit =
    maxPeople !== undefined && Number.isInteger(maxPeople) && maxPeople >= 1 && maxPeople <= mostPeople;
  return {
    name: plainName(name) ?? unnamed,
    type: kind === 'meeting' ? 'MeetingRoom' : 'TeamArea',
    ...(kind === 'silent' ? { overrides: { audio: 'off' as const } } : {}),
    ...(isLimit ? { maxPeople } : {}),
  };
}

/** As a World may have it; `undefined` where nothing is left. */
export function plainName(name: string): string | undefined {
  // Control characters have no place in a name.
  const plain = name
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, worldLimits.nameLength)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trim();
  return plain === '' ? undefined : plain;
}
