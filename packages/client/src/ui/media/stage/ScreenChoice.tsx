import { MonitorUp } from 'lucide-react';
import { useStrings } from '../../../app/useServices.ts';
import { useStageStore } from '../StageContext.ts';
import { useStagePerson } from './useStagePerson.ts';

interface ScreenChoiceProps {
  readonly screens: readonly string[];
  /** Whose screen is shown large now. */
  readonly shown: string | undefined;
}

/** Which of the shared screens is shown large. */
export function ScreenChoice({ screens, shown }: ScreenChoiceProps) {
  const { media: words } = useStrings();
  if (screens.length === 0) return null;
  return (
    <ul aria-label={words.stage.screens} className="scroll-slim flex min-w-0 gap-0.5 overflow-x-auto">
      {screens.map((personId) => (
        <li key={personId}>
          <ScreenButton personId={personId} isShown={personId === shown} />
        </li>
      ))}
    </ul>
  );
}

function ScreenButton({ personId, isShown }: { readonly personId: string; readonly isShown: boolean }) {
  const { media: words } = useStrings();
  const store = useStageStore();
  const person = useStagePerson(personId);
  return (
    <button
      type="button"
      aria-pressed={isShown}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => store.setState({ screenOf: personId, pinnedId: undefined })}
      className={`flex h-5.5 max-w-[14rem] items-center gap-0.5 rounded-control px-1 text-body -outline-offset-2! hover:bg-raised-hover ${isShown ? 'bg-raised text-accent' : ''}`}
    >
      <MonitorUp aria-hidden className="size-2 shrink-0" />
      <span className="truncate">
        {person.isSelf ? words.stage.ownScreen : words.stage.screenOf(person.name)}
      </span>
    </button>
  );
}
