/** From the most specific to the least: where Zones overlap, the earlier one in this list wins. */
export const zoneTypes = ['PrivateRoom', 'MeetingRoom', 'TeamArea', 'OpenArea'] as const;
export type ZoneType = (typeof zoneTypes)[number];

/** How people in the Zone hear each other. */
export type ZoneAudio = 'proximity' | 'zone' | 'push-to-talk' | 'off';

/** What is possible in a Zone. Shown to people on entry. */
export interface ZoneRules {
  readonly audio: ZoneAudio;
  readonly camera: boolean;
  readonly screenShare: boolean;
  readonly whiteboard: boolean;
}

/** What a Zone of the World file may say differently from its ZoneType. */
export interface ZoneOverrides {
  readonly audio?: 'off' | 'push-to-talk' | undefined;
  readonly camera?: boolean | undefined;
  readonly screenShare?: boolean | undefined;
  readonly whiteboard?: boolean | undefined;
}

const rulesOfType: Readonly<Record<ZoneType, ZoneRules>> = {
  OpenArea: { audio: 'proximity', camera: false, screenShare: false, whiteboard: false },
  TeamArea: { audio: 'zone', camera: true, screenShare: true, whiteboard: true },
  MeetingRoom: { audio: 'zone', camera: true, screenShare: true, whiteboard: true },
  PrivateRoom: { audio: 'zone', camera: true, screenShare: true, whiteboard: true },
};

/** People at most where the Zone does not say; the groundZone is limited by its World alone. */
export const defaultMaxPeople: Readonly<Record<ZoneType, number>> = {
  OpenArea: 50,
  TeamArea: 25,
  MeetingRoom: 16,
  PrivateRoom: 8,
};

/** The rules of a Zone: its ZoneType's, where its overrides do not say otherwise. */
export function zoneRules(zone: {
  readonly type: ZoneType;
  readonly overrides?: ZoneOverrides | undefined;
}): ZoneRules {
  const base = rulesOfType[zone.type];
  const overrides = zone.overrides ?? {};
  return {
    audio: overrides.audio ?? base.audio,
    camera: overrides.camera ?? base.camera,
    screenShare: overrides.screenShare ?? base.screenShare,
    whiteboard: overrides.whiteboard ?? base.whiteboard,
  };
}
