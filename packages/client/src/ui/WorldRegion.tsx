import { LocateFixed } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useKeyBindings, useSettings, useStrings } from '../app/useServices.ts';
import { useWorldView } from './useWorldView.ts';
import { useWorldKeyboard } from './useWorldKeyboard.ts';
import { IconButton } from './controls/IconButton.tsx';
import { keyLabel } from './keyLabel.ts';
import { useStageMode } from './media/StageContext.ts';
import { useSharedScreens } from './media/useSharedScreens.ts';
import { lazyPart, Part } from './Part.tsx';
import { useSurface, useVisit } from './VisitContext.ts';

const EdgeMarks = lazyPart(async () => (await import('./edge/EdgeMarks.tsx')).EdgeMarks);
const BuildMode = lazyPart(async () => (await import('./build/BuildMode.tsx')).BuildMode);

/** The World itself: one place that takes the focus, in which keys and pointer walk. */
export function WorldRegion() {
  const strings = useStrings();
  const worldName = useSurface((state) => state.worldName);
  const keys = useKeyBindings();
  const { singleKeys } = useSettings();
  const region = useRef<HTMLDivElement>(null);
  const wasOnline = useSurface((state) => state.wasOnline);
  const isBuilding = useSurface(({ building }) => building !== 'off');
  const { enteredAt } = useVisit().stage;
  const { host, view, isAway, hasFailed } = useWorldView();
  useWorldKeyboard(region, view);
  useSharedScreens(view);

  useEffect(() => {
    const element = region.current;
    if (!wasOnline || element === null) return;
    // Who came by mouse or finger has pressed no key yet: no outline around the whole of the World.
    if (enteredAt !== undefined || window.matchMedia('(pointer: coarse)').matches)
      element.dataset['isQuiet'] = '';
    element.focus({ preventScroll: true });
  }, [wasOnline, enteredAt]);

  return (
    <>
      <div
        ref={region}
        role="application"
        inert={isBuilding}
        tabIndex={0}
        aria-label={strings.world.region(worldName)}
        aria-describedby="world-instructions"
        onKeyDown={({ currentTarget }) => delete currentTarget.dataset['isQuiet']}
        onBlur={({ currentTarget }) => delete currentTarget.dataset['isQuiet']}
        className="absolute inset-0 touch-none outline-none select-none after:pointer-events-none after:absolute after:inset-0 after:border-2 after:border-transparent focus-visible:not-data-is-quiet:after:border-focus"
      >
        <div
          ref={host}
          className="absolute inset-0"
          onPointerDown={() => region.current?.focus({ preventScroll: true })}
        />
      </div>
      <p id="world-instructions" hidden>
        {strings.world.instructions}{' '}
        {singleKeys && strings.world.instructionsKeys(keyLabel(keys.help, strings))}
      </p>
      {hasFailed && (
        <p role="alert" className="absolute inset-x-2 top-1/2 text-center text-emphasis">
          {strings.world.noGraphics}
        </p>
      )}
      <MarksAtEdge view={view} />
      {isBuilding && (
        <Part isFloating>
          <BuildMode view={view} region={region} />
        </Part>
      )}
      {isAway && !isBuilding && <CentreButton onPress={() => view.current?.followSelf()} />}
    </>
  );
}

/** Fetched after the picture; none where something else is shown in its place. */
function MarksAtEdge({ view }: Pick<ReturnType<typeof useWorldView>, 'view'>) {
  const isWorldSeen = useSurface(({ isPictureShown, building }) => isPictureShown && building === 'off');
  const isStageLarge = useStageMode() === 'large';
  if (!isWorldSeen || isStageLarge) return null;
  return (
    <Part>
      <EdgeMarks view={view} />
    </Part>
  );
}

/** Moves the camera back to your Avatar. */
function CentreButton({ onPress }: { readonly onPress: () => void }) {
  const strings = useStrings();
  const keys = useKeyBindings();
  const { singleKeys } = useSettings();
  return (
    <div className="float-card absolute right-[max(0.5rem,env(safe-area-inset-right))] bottom-[calc(max(0.5rem,env(safe-area-inset-bottom))+4rem)] [@media(max-height:32rem)_and_(max-width:71.99rem)]:right-auto [@media(max-height:32rem)_and_(max-width:71.99rem)]:left-[max(0.5rem,env(safe-area-inset-left))]">
      <IconButton
        icon={LocateFixed}
        label={strings.shortcuts.action.centre}
        shortcut={keyLabel(singleKeys ? keys.centre : 'home', strings)}
        hintSide="left"
        onClick={onPress}
      />
    </div>
  );
}
