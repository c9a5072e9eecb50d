import { LoaderCircle, Pin, PinOff } from 'lucide-react';
import { useRef } from 'react';
import type { CSSProperties } from 'react';
import { useStore } from 'zustand';
import { useStrings } from '../../../app/useServices.ts';
import { AvatarThumbnail } from '../../../lobby/AvatarThumbnail.tsx';
import { IconButton } from '../../controls/IconButton.tsx';
import { useMediaState } from '../useMedia.ts';
import { useEnlarge, useShownVideo, useStageStore } from '../StageContext.ts';
import { NamePlate } from './NamePlate.tsx';
import { useStagePerson } from './useStagePerson.ts';
import type { StagePerson } from './useStagePerson.ts';
import { VideoPicture } from './VideoPicture.tsx';

interface PersonTileProps {
  readonly personId: string;
  /** In CSS px, of people close by: the further away, the smaller. */
  readonly size?: { readonly width: number; readonly height: number };
  readonly style?: CSSProperties;
  readonly className?: string;
}

const scaleOf = { close: 1, near: 0.85, far: 0.7, beyond: 0.7 } as const;

/** Somebody's camera, or their Avatar where it is off. */
export function PersonTile({ personId, size, style, className = '' }: PersonTileProps) {
  const tile = useRef<HTMLLIElement>(null);
  const person = useStagePerson(personId);
  const isAudioOnly = useMediaState((state) => state.audioOnly);
  const isAsked = person.hasCamera && !person.isSelf && !isAudioOnly;
  useShownVideo(tile, isAsked ? personId : undefined, 'camera');
  const scale = scaleOf[person.nearness];
  return (
    <li
      ref={tile}
      style={size === undefined ? style : { width: size.width * scale, height: size.height * scale }}
      data-nearness={person.nearness}
      data-person={personId}
      data-speaking={person.isSpeaking || undefined}
      className={`group relative overflow-clip rounded-card border border-hairline bg-panel ${person.isSpeaking ? 'outline-3 -outline-offset-3 outline-speaking' : ''} ${className}`}
    >
      <TilePicture person={person} isAudioOnly={isAudioOnly} />
      {person.isSpeaking && (
        <span
          aria-hidden
          className="pointer-events-none absolute inset-0 rounded-card border-3 border-speaking"
        />
      )}
      <NamePlate person={person} />
      {!person.isSelf && <PinButton person={person} />}
    </li>
  );
}

interface TilePictureProps {
  readonly person: StagePerson;
  readonly isAudioOnly: boolean;
}

function TilePicture({ person, isAudioOnly }: TilePictureProps) {
  const { hasCamera, cameraStream, isSelf, look } = person;
  const isWanted = hasCamera && (isSelf || !isAudioOnly);
  if (isWanted && cameraStream !== undefined)
    return <VideoPicture stream={cameraStream} isMirrored={isSelf} fit="cover" />;
  return (
    <span
      aria-hidden
      className="absolute inset-0 grid grid-rows-[100%] place-items-center [&>canvas]:h-[min(80%,12rem)]! [&>canvas]:w-auto!"
    >
      {look !== undefined && <AvatarThumbnail look={look} />}
      {isWanted && (
        <LoaderCircle className="absolute top-1/2 left-1/2 -mt-1.5 -ml-1.5 size-3 animate-turn text-accent" />
      )}
    </span>
  );
}

function PinButton({ person }: { readonly person: StagePerson }) {
  const { media: words } = useStrings();
  const store = useStageStore();
  const enlarge = useEnlarge();
  const isPinned = useStore(store, ({ pinnedId }) => pinnedId === person.personId);
  return (
    <IconButton
      icon={isPinned ? PinOff : Pin}
      label={isPinned ? words.stage.unpin(person.name) : words.stage.pin(person.name)}
      hintSide="bottom"
      aria-pressed={isPinned}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => {
        store.setState({ pinnedId: isPinned ? undefined : person.personId });
        if (!isPinned) enlarge();
      }}
      // Small enough to leave the name of a small tile uncovered; fingers have the usual 44 px.
      className={`absolute! top-0 right-0 h-4! min-w-4! bg-background/70 before:absolute before:top-0 before:right-0 before:size-5.5 before:content-[''] focus-visible:opacity-100 pointer-coarse:opacity-100 ${isPinned ? 'text-accent' : 'opacity-0 group-hover:opacity-100'}`}
    />
  );
}
