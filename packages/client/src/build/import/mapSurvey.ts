import type { Position, Rectangle } from '@atrium/world';
import type { ImportNotes } from './importReport.ts';
import { isSet, textIn } from './tileKinds.ts';
import type { TiledProperties } from './tiledShapes.ts';

/** A part of the map with a meaning. */
export interface SurveyedArea {
  readonly kind: 'meeting' | 'silent' | 'named';
  readonly name: string;
  readonly tiles: readonly Rectangle[];
  readonly maxPeople: number | undefined;
}

/** A page that opens somewhere. */
export interface SurveyedLink {
  readonly name: string;
  readonly address: string;
  readonly tiles: readonly Rectangle[];
}

/** Where people arrive. */
interface SurveyedStart {
  /** `undefined`: the usual one. */
  readonly name: string | undefined;
  readonly tiles: readonly Rectangle[];
}

/** A piece of furniture of WorkAdventure's own editor. */
export interface SurveyedEntity {
  readonly name: string;
  /** Names of what it is, as in `Chair`. */
  readonly words: string;
  readonly at: Position;
  readonly link: string | undefined;
}

/** What there is on a map, in tiles of the World. */
export interface MapSurvey {
  readonly width: number;
  readonly height: number;
  /** Row by row; 1: nobody gets through. */
  readonly blocked: Uint8Array;
  /** 1: what blocks is drawn on a layer of furniture. */
  readonly furnished: Uint8Array;
  /** 1: something is drawn there. */
  readonly drawn: Uint8Array;
  readonly areas: SurveyedArea[];
  readonly links: SurveyedLink[];
  readonly starts: SurveyedStart[];
  readonly entities: SurveyedEntity[];
}

interface Meaningful {
  readonly name: string;
  readonly properties: TiledProperties;
  readonly tiles: readonly Rectangle[];
}

/** What the properties of a layer, or of an area on a layer of objects, say of its tiles. */
export function addMeaning(
  { name, properties, tiles }: Meaningful,
  survey: MapSurvey,
  notes: ImportNotes,
): void {
  const [place] = tiles;
  const at = place && { x: place.x, y: place.y };
  const room =
    textIn(properties, 'jitsiRoom') ?? textIn(properties, 'bbbMeeting') ?? textIn(properties, 'livekitRoom');
  const maxPeople = undefined;
  if (room !== undefined) survey.areas.push({ kind: 'meeting', name: name || room, tiles, maxPeople });
  else if (isSet(properties, 'silent')) survey.areas.push({ kind: 'silent', name, tiles, maxPeople });
  const address = textIn(properties, 'openWebsite');
  if (address !== undefined) survey.links.push({ name, address, tiles });
  const exit = textIn(properties, 'exitUrl') ?? textIn(properties, 'exitSceneUrl');
  if (exit !== undefined) notes.add({ code: 'exit', name, detail: exit, place: at });
  if (textIn(properties, 'playAudio') !== undefined)
    notes.add({ code: 'feature', name: 'playAudio', detail: name, place: at });
}
