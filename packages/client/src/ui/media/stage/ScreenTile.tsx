import { LoaderCircle, MonitorUp } from 'lucide-react';
import { useRef } from 'react';
import { useStrings } from '../../../app/useServices.ts';
import { useShownVideo, useStageStore } from '../StageContext.ts';
import { useStagePerson } from './useStagePerson.ts';
import { VideoPicture } from './VideoPicture.tsx';

interface ScreenTileProps {
  readonly personId: string;
  readonly onChoose: () => void;
  /** In CSS px. */
  readonly width: number;
  readonly className?: string;
}

/** A shared screen, small; pressing it shows it large. */
export function ScreenTile({ personId, onChoose, width, className = '' }: ScreenTileProps) {
  const { media: words } = useStrings();
  const tile = useRef<HTMLLIElement>(null);
  const store = useStageStore();
  const person = useStagePerson(personId);
  useShownVideo(tile, person.isSelf ? undefined : personId, 'screen');
  const title = person.isSelf ? words.stage.ownScreen : words.stage.screenOf(person.name);
  return (
    <li
      ref={tile}
      style={{ width, height: (width * 9) / 16 }}
      className={`relative overflow-clip rounded-card border border-hairline bg-background ${className}`}
    >
      {person.screenStream === undefined ? (
        <LoaderCircle
          aria-hidden
          className="absolute top-1/2 left-1/2 -mt-1.5 -ml-1.5 size-3 animate-turn text-accent"
        />
      ) : (
        <VideoPicture stream={person.screenStream} fit="contain" />
      )}
      <button
        type="button"
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => {
          store.setState({ screenOf: personId, pinnedId: undefined });
          onChoose();
        }}
        className="absolute inset-0 flex items-end rounded-card p-0.5 text-left -outline-offset-2! hover:bg-text/10"
      >
        <span className="flex max-w-full items-center gap-0.5 rounded-full bg-background/85 px-1 py-0.5 text-caption font-semibold">
          <MonitorUp aria-hidden className="size-1.5 shrink-0 text-accent" />
          <span className="truncate">{title}</span>
        </span>
      </button>
    </li>
  );
}
