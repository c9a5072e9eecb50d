import {
  Camera,
  CameraOff,
  EyeOff,
  Mic,
  MicOff,
  MonitorOff,
  MonitorUp,
  PenLine,
  PenOff,
  Users,
  Volume2,
  VolumeX,
} from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ZoneInfo } from '@atrium/world';
import { useSettings, useStrings } from '../app/useServices.ts';
import type { Strings } from '../strings/en.ts';
import { lazyPart, Part } from './Part.tsx';
import { useVisit } from './VisitContext.ts';

/** Only those in rooms with Doors fetch what they can do about them. */
const RoomDoors = lazyPart(async () => (await import('./RoomDoors.tsx')).RoomDoors);

const shownForMs = 6_000;

/** What a Zone allows, in words. Goes by itself, unless somebody points at it. */
export function ZoneCard({ zone }: { readonly zone: ZoneInfo }) {
  const strings = useStrings();
  const { space, surface } = useVisit();
  const [isHeld, setHeld] = useState(false);

  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(() => surface.setState({ showsZoneCard: false }), shownForMs);
    return () => clearTimeout(timer);
  }, [isHeld, surface]);

  return (
    <section
      aria-label={zone.name}
      data-zone-card
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="float-card pointer-events-auto w-full animate-drop p-2 text-body sm:w-[18rem]"
    >
      <p className="text-emphasis font-semibold">{strings.zoneTypes[zone.type]}</p>
      <ZoneRules zone={zone} />
      {space.doorsTo(zone.id).length > 0 && (
        <Part>
          <RoomDoors zoneId={zone.id} />
        </Part>
      )}
    </section>
  );
}

/** What a Zone allows, line by line. */
export function ZoneRules({ zone }: { readonly zone: ZoneInfo }) {
  const strings = useStrings();
  const { staysOpenInTeamAreas } = useSettings();
  return (
    <ul className="mt-1 flex flex-col gap-1">
      {rulesOf(zone, strings, staysOpenInTeamAreas).map(({ icon: Icon, text, isAllowed }) => (
        <li key={text} className={`flex items-start gap-1 ${isAllowed ? '' : 'text-secondary'}`}>
          <Icon aria-hidden className="mt-[2px] size-2 shrink-0" />
          {text}
        </li>
      ))}
    </ul>
  );
}

interface RuleLine {
  readonly icon: LucideIcon;
  readonly text: string;
  readonly isAllowed: boolean;
}

function rulesOf(
  { rules, type, maxPeople }: ZoneInfo,
  { zone: words, media }: Strings,
  staysOpen: boolean,
): readonly RuleLine[] {
  const line = (
    allowed: boolean,
    icon: LucideIcon,
    iconOff: LucideIcon,
    what: keyof typeof words.allowed,
  ) => ({
    icon: allowed ? icon : iconOff,
    text: allowed ? words.allowed[what] : words.forbidden[what],
    isAllowed: allowed,
  });
  const lines: RuleLine[] = [
    {
      icon: rules.audio === 'off' ? VolumeX : Volume2,
      text: words.audio[rules.audio],
      isAllowed: rules.audio !== 'off',
    },
    line(rules.camera, Camera, CameraOff, 'camera'),
    line(rules.screenShare, MonitorUp, MonitorOff, 'screenShare'),
    line(rules.whiteboard, PenLine, PenOff, 'whiteboard'),
  ];
  if (type === 'TeamArea' && rules.audio === 'zone') {
    const text = staysOpen ? media.arriveOpen : media.arriveMuted;
    lines.splice(1, 0, { icon: staysOpen ? Mic : MicOff, text, isAllowed: true });
  }
  if (type === 'PrivateRoom') lines.unshift({ icon: EyeOff, text: words.privacy, isAllowed: true });
  if (maxPeople !== undefined) lines.push({ icon: Users, text: words.limit(maxPeople), isAllowed: true });
  return lines;
}
