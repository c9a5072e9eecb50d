import type { ZoneType } from '@atrium/world';

/** Colours of the World, as 0xRRGGBB. */
export const palette = {
  oak: 0xd8b98e,
  stone: 0xc9c4ba,
  wood: 0xc8965c,
  carpet: 0x9fa8a6,
  ceramic: 0xdedbd2,
  wall: 0xf5efe4,
  upholstery: 0x5f7f86,
  leaf: 0x6e9457,
  glass: 0xbfd6df,
  shadow: 0x2b2430,
  windowFrame: 0xa87a45,
  doorLeaf: 0xb98452,
  lampOn: 0xffd98a,
  lampOff: 0x6d7079,
  plate: 0x16181d,
  panel: 0x1f222a,
  /** People in other Zones. */
  silhouette: 0x5b6478,
  text: 0xf3efe7,
  accent: 0xf0b35a,
  available: 0x5bd69a,
  busy: 0xf0b35a,
  doNotDisturb: 0xff7b72,
  away: 0xb9b5ac,
  speaking: 0x5bd69a,
  muted: 0xff7b72,
} as const;

/** How much of the light each kind of face gets; the light comes from the upper left. */
export const light = { top: 1, left: 0.86, right: 0.72, outline: 0.55 } as const;

export const shadowAlpha = { object: 0.18, avatar: 0.24 } as const;

export const zoneTint: Readonly<Record<ZoneType, number>> = {
  OpenArea: 0xe3d0a6,
  TeamArea: 0xb4c4a4,
  MeetingRoom: 0xa9baca,
  PrivateRoom: 0xbda5be,
};

export const signColour: Readonly<Record<ZoneType, number>> = {
  OpenArea: 0x7a5a1e,
  TeamArea: 0x3f5a34,
  MeetingRoom: 0x2f4f6b,
  PrivateRoom: 0x5e3a62,
};
