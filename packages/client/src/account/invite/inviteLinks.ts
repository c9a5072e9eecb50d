import { worldAddress } from '../../app/route.ts';

/** A room in a World that a link leads to. */
export interface RoomTarget {
  readonly worldId: string;
  readonly zoneId: string;
}

/** The same link, which leads to a room as well. @param link absolute; its secret stays behind the `#` */
export function linkToRoom(link: string, { worldId, zoneId }: RoomTarget): string {
  const url = new URL(link);
  url.searchParams.set('world', worldId);
  url.searchParams.set('room', zoneId);
  return url.href;
}

/** The address of a room for those who may enter already. @param origin of this server */
export function roomAddress(origin: string, { worldId, zoneId }: RoomTarget): string {
  return new URL(`${worldAddress(worldId)}#${encodeURIComponent(zoneId)}`, origin).href;
}

/**
 * Where a link leads, as a path on this server: to the room it names, or else to its World.
 *
 * @param search as in `location.search`
 * @param worldId the World that a guest link is for; it outranks what the address says
 */
export function placeOfLink(search: string, worldId: string | undefined): string {
  const query = new URLSearchParams(search);
  const world = worldId ?? query.get('world') ?? undefined;
  if (world === undefined || world === '') return '/';
  const room = query.get('room') ?? '';
  return room === '' ? worldAddress(world) : `${worldAddress(world)}#${encodeURIComponent(room)}`;
}

/** A link that the server has made, as others open it. @param link absolute, or path and fragment */
export function absoluteLink(link: string, origin: string): string {
  return new URL(link, origin).href;
}
