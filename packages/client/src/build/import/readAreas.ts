import type { Rectangle } from '@atrium/world';
import type { ImportNotes } from './importReport.ts';
import type { MapScale } from './mapScale.ts';
import { addMeaning } from './mapSurvey.ts';
import type { MapSurvey } from './mapSurvey.ts';
import type { MapLayer } from './readLayers.ts';
import { objectSchema, wamEntitySchema } from './tiledShapes.ts';
import type { Wam, WamEntity, WamProperty } from './tiledShapes.ts';

/** Areas that were drawn in Tiled, as objects of the class `area`. */
export function readAreaObjects(
  layer: MapLayer,
  scale: MapScale,
  survey: MapSurvey,
  notes: ImportNotes,
): void {
  for (const value of layer.objects) {
    const parsed = objectSchema.safeParse(value);
    if (!parsed.success) {
      notes.add({ code: 'object-unknown', name: layer.name });
      continue;
    }
    const { name, gid, text, polygon = [], properties } = parsed.data;
    const area = rectangleOf(parsed.data, polygon);
    const tiles = scale.tilesOfPixels(area);
    const place = tiles && { x: tiles.x, y: tiles.y };
    if (gid !== undefined || text !== undefined) {
      notes.add({ code: 'object-unknown', name: name || layer.name, place });
      continue;
    }
    if (tiles === undefined) {
      notes.add({ code: 'area-outside', name: name || layer.name });
      continue;
    }
    const before = survey.areas.length + survey.links.length;
    addMeaning({ name, properties, tiles: [tiles] }, survey, notes);
    const isPlain = survey.areas.length + survey.links.length === before;
    if (properties.has('start') && properties.get('start') !== false)
      survey.starts.push({ name: name || undefined, tiles: [tiles] });
    else if (isPlain && name !== '' && !isDoorway(properties) && isAreaClass(parsed.data))
      survey.areas.push({ kind: 'named', name, tiles: [tiles], maxPeople: undefined });
  }
}

function rectangleOf(
  { x, y, width, height }: Rectangle,
  polygon: readonly { readonly x: number; readonly y: number }[],
): Rectangle {
  if (polygon.length === 0) return { x, y, width: Math.max(0, width), height: Math.max(0, height) };
  const xs = polygon.map((point) => point.x);
  const ys = polygon.map((point) => point.y);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return { x: x + left, y: y + top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
}

/** Tiled has called the class of an object its type, too. */
function isAreaClass(object: Readonly<Record<string, unknown>>): boolean {
  return object['class'] === 'area' || object['type'] === 'area';
}

function isDoorway(properties: MapLayer['properties']): boolean {
  return ['exitUrl', 'exitSceneUrl', 'playAudio'].some((name) => properties.has(name));
}

const meetingTypes = new Set(['jitsiRoomProperty', 'livekitRoomProperty']);
const linkTypes = new Set(['openWebsite', 'openPdf', 'openFile']);
/** How many may be in an area. */
const limitType = 'maxUsersInAreaPropertyData';
/** What says nothing that a Zone does not say already. */
const silentlyDropped = new Set([
  'focusable',
  'areaDescriptionProperties',
  'entityDescriptionProperties',
  'highlight',
]);

/** What was made in WorkAdventure itself. */
export function readWam(
  { areas, entities }: Wam,
  scale: MapScale,
  survey: MapSurvey,
  notes: ImportNotes,
): void {
  for (const area of areas) readWamArea(area, scale, survey, notes);
  for (const value of entities) {
    const parsed = wamEntitySchema.safeParse(value);
    if (parsed.success) readWamEntity(parsed.data, scale, survey, notes);
    else notes.add({ code: 'entity-unknown', name: '' });
  }
}

function readWamArea(
  { name, properties, ...area }: Wam['areas'][number],
  scale: MapScale,
  survey: MapSurvey,
  notes: ImportNotes,
): void {
  const within = scale.tilesOfPixels({
    ...area,
    width: Math.max(0, area.width),
    height: Math.max(0, area.height),
  });
  if (within === undefined) return notes.add({ code: 'area-outside', name });
  const tiles = [within];
  const place = { x: within.x, y: within.y };
  const meeting = properties.find(({ type }) => meetingTypes.has(type));
  const maxPeople = properties.find(({ type }) => type === limitType)?.maxUsers;
  const has = (type: string) => properties.some((property) => property.type === type);
  const links = properties.filter(({ type }) => linkTypes.has(type));
  if (meeting !== undefined)
    survey.areas.push({ kind: 'meeting', name: name || (meeting.roomName ?? ''), tiles, maxPeople });
  else if (has('silent')) survey.areas.push({ kind: 'silent', name, tiles, maxPeople });
  else if (name !== '' && !has('start') && !has('exit') && links.length === 0)
    survey.areas.push({ kind: 'named', name, tiles, maxPeople });
  if (has('start')) survey.starts.push({ name: name || undefined, tiles });
  for (const { link } of links) survey.links.push({ name, address: link ?? '', tiles });
  noteFeatures(name, place, properties, notes);
}

/** What Atrium does not have, or has in another way. */
function noteFeatures(
  name: string,
  place: { readonly x: number; readonly y: number },
  properties: readonly WamProperty[],
  notes: ImportNotes,
): void {
  for (const { type, url } of properties) {
    const isTaken =
      meetingTypes.has(type) || linkTypes.has(type) || silentlyDropped.has(type) || type === limitType;
    if (isTaken || type === 'start' || type === 'silent') continue;
    if (type === 'exit') notes.add({ code: 'exit', name, detail: url ?? '', place });
    else notes.add({ code: 'feature', name: type, detail: name, place });
  }
}

function readWamEntity(
  { name = '', prefabRef, properties, x, y }: WamEntity,
  scale: MapScale,
  survey: MapSurvey,
  notes: ImportNotes,
): void {
  const words = prefabRef?.id ?? name;
  const within = scale.tilesOfPixels({ x, y, width: 0, height: 0 });
  if (within === undefined) return notes.add({ code: 'entity-without-place', name: name || words });
  const at = { x: within.x, y: within.y };
  const link = properties.find(({ type }) => linkTypes.has(type))?.link;
  survey.entities.push({ name, words, at, link });
  noteFeatures(
    name || words,
    at,
    properties.filter(({ type }) => !meetingTypes.has(type)),
    notes,
  );
}
