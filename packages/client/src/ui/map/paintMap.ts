import { tilesOf } from '@atrium/world';
import type { Position, Rectangle, WorldSpace, ZoneType } from '@atrium/world';
import type { MapProjection } from './mapProjection.ts';

const floorColour = '#4a4740';
const wallColour = '#f5efe4';
const doorColour = '#f0b35a';
const zoneColours: Readonly<Record<ZoneType, string>> = {
  OpenArea: '#8f8468',
  TeamArea: '#6f7f62',
  MeetingRoom: '#647587',
  PrivateRoom: '#7a657b',
};
const currentZoneColours: Readonly<Record<ZoneType, string>> = {
  OpenArea: '#e3d0a6',
  TeamArea: '#b4c4a4',
  MeetingRoom: '#a9baca',
  PrivateRoom: '#bda5be',
};

/** Paints floor, Zones, walls and Doors of a World. The Zone somebody is in is lit. */
export function paintMap(
  context: CanvasRenderingContext2D,
  space: WorldSpace,
  projection: MapProjection,
  currentZoneId: string | undefined,
): void {
  const { width, height } = space.world.map;
  const { ground } = space.zones;
  const colourOf = (zone: { id: string; type: ZoneType }) =>
    (zone.id === currentZoneId ? currentZoneColours : zoneColours)[zone.type];

  const floor = { x: 0, y: 0, width, height };
  fillArea(context, projection, floor, ground.id === currentZoneId ? colourOf(ground) : floorColour);
  // Zones that lie in others come after them.
  const rooms = space.zones.all.filter((zone) => zone !== ground);
  const outerFirst = [
    ...rooms.filter((zone) => zone.within === undefined),
    ...rooms.filter((zone) => zone.within !== undefined),
  ];
  for (const zone of outerFirst) {
    for (const area of space.zones.areaOf(zone.id)) fillArea(context, projection, area, colourOf(zone));
  }
  for (const { x, y } of tilesOf(floor)) {
    if (space.collision.blockerAt(x, y)?.kind !== 'wall') continue;
    fillArea(context, projection, { x, y, width: 1, height: 1 }, wallColour);
  }
  for (const door of space.world.doors) fillArea(context, projection, door.bounds, doorColour);
}

function fillArea(
  context: CanvasRenderingContext2D,
  projection: MapProjection,
  area: Rectangle,
  colour: string,
): void {
  const right = area.x + area.width;
  const bottom = area.y + area.height;
  const corners = [
    { x: area.x, y: area.y },
    { x: right, y: area.y },
    { x: right, y: bottom },
    { x: area.x, y: bottom },
  ].map(projection.toCanvas);
  context.beginPath();
  for (const corner of corners) context.lineTo(corner.x, corner.y);
  context.closePath();
  context.fillStyle = colour;
  context.fill();
  // Closes the hairlines between neighbours.
  context.strokeStyle = colour;
  context.lineWidth = 0.5;
  context.stroke();
}

/** Paints a person or a SpawnPoint: a dot with a rim that keeps it visible on every floor; sizes in px. */
export function paintDot(
  context: CanvasRenderingContext2D,
  centre: Position,
  look: { readonly radius: number; readonly fill: string; readonly rim: string },
): void {
  const rimWidth = 1.5;
  for (const [radius, colour] of [
    [look.radius + rimWidth, look.rim],
    [look.radius, look.fill],
  ] as const) {
    context.beginPath();
    context.arc(centre.x, centre.y, radius, 0, 2 * Math.PI);
    context.fillStyle = colour;
    context.fill();
  }
}
