import type { Position } from '@atrium/world';

/** Two Zones to a World, and as many people in each. */
export const zonesPerWorld = 2;

/** Where each person begins: a grid with room for every walk around it. */
const columns = 10;
const columnSpacingTiles = 2;
const rowSpacingTiles = 4;
const firstPlace: Position = { x: 9.5, y: 9.5 };
/** The second Zone begins beyond the wall between the two. */
export const zoneWidthTiles = 40;
export const zoneHeightTiles = 40;
export const secondZoneX = zoneWidthTiles + 1;

/** Somebody of the bench. The same number is the same person on every server. */
export interface Person {
  /** 0, 1, 2 ... over all Worlds. */
  readonly index: number;
  readonly world: number;
  /** 0, 1, 2 ... over all Worlds. */
  readonly zone: number;
  /** 0, 1, 2 ... within the World; names their SpawnPoint. */
  readonly spawn: number;
  /** Before anybody has walked, in tiles. */
  readonly start: Position;
  /** Reads every update and measures its delay; the others of the Zone only count. */
  readonly isWitness: boolean;
}

/** Everybody, so ordered that the first come from different Zones. */
export function gatherPeople(people: number, worlds: number): Person[] {
  const zones = worlds * zonesPerWorld;
  return Array.from({ length: people }, (_, index) => {
    const zone = index % zones;
    const place = Math.floor(index / zones);
    const half = zone % zonesPerWorld;
    const spawn = place * zonesPerWorld + half;
    const world = Math.floor(zone / zonesPerWorld);
    return { index, world, zone, spawn, start: startOf(place, half), isWitness: place === 0 };
  });
}

/** Where the SpawnPoint of a number is, in tiles. */
export function startOfSpawn(spawn: number): Position {
  return startOf(Math.floor(spawn / zonesPerWorld), spawn % zonesPerWorld);
}

function startOf(place: number, half: number): Position {
  return {
    x: firstPlace.x + half * secondZoneX + (place % columns) * columnSpacingTiles,
    y: firstPlace.y + Math.floor(place / columns) * rowSpacingTiles,
  };
}
