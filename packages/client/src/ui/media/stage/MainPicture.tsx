import { LoaderCircle, Maximize, Minimize } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { useServices, useStrings } from '../../../app/useServices.ts';
import { IconButton } from '../../controls/IconButton.tsx';
import { useShownVideo } from '../StageContext.ts';
import type { StageMain } from './arrangeStage.ts';
import { PersonTile } from './PersonTile.tsx';
import { useStagePerson } from './useStagePerson.ts';
import { VideoPicture } from './VideoPicture.tsx';

/** What is shown large: a screen, or somebody. */
export function MainPicture({ main }: { readonly main: StageMain }) {
  const frame = useRef<HTMLDivElement>(null);
  return (
    <div ref={frame} className="relative min-h-0 min-w-0 flex-1 rounded-card bg-background">
      {main.kind === 'screen' ? (
        <LargeScreen key={main.personId} personId={main.personId} />
      ) : (
        <ul className="contents">
          <PersonTile key={main.personId} personId={main.personId} className="absolute! inset-0" />
        </ul>
      )}
      {document.fullscreenEnabled && <FullScreenButton frame={frame} />}
    </div>
  );
}

function LargeScreen({ personId }: { readonly personId: string }) {
  const { media: words } = useStrings();
  const picture = useRef<HTMLElement>(null);
  const person = useStagePerson(personId);
  useShownVideo(picture, person.isSelf ? undefined : personId, 'screen');
  const title = person.isSelf ? words.stage.ownScreen : words.stage.screenOf(person.name);
  return (
    <figure
      ref={picture}
      aria-label={title}
      className="absolute inset-0 overflow-clip rounded-card border border-hairline"
    >
      {person.screenStream === undefined ? (
        <LoaderCircle
          aria-hidden
          className="absolute top-1/2 left-1/2 -mt-2 -ml-2 size-4 animate-turn text-accent"
        />
      ) : (
        <VideoPicture stream={person.screenStream} fit="contain" />
      )}
      <figcaption className="absolute bottom-0.5 left-0.5 max-w-[calc(100%-0.5rem)] truncate rounded-full bg-background/85 px-1 py-0.5 text-caption font-semibold">
        {title}
      </figcaption>
    </figure>
  );
}

function FullScreenButton({ frame }: { readonly frame: RefObject<HTMLElement | null> }) {
  const { media: words } = useStrings();
  const { log } = useServices();
  const [isFull, setFull] = useState(false);
  useEffect(() => {
    const follow = () => setFull(document.fullscreenElement === frame.current);
    document.addEventListener('fullscreenchange', follow);
    return () => document.removeEventListener('fullscreenchange', follow);
  }, [frame]);
  const toggle = async () => {
    try {
      await (isFull ? document.exitFullscreen() : frame.current?.requestFullscreen());
    } catch (cause) {
      log.swallowed('The browser allows no full screen here: the picture stays as large as it is', cause);
    }
  };
  return (
    <IconButton
      icon={isFull ? Minimize : Maximize}
      label={isFull ? words.stage.leaveFullScreen : words.stage.fullScreen}
      hintSide="left"
      onClick={() => void toggle()}
      className="absolute! right-0 bottom-0 bg-background/70"
    />
  );
}
