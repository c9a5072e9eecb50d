import { LayoutGrid, Minimize2, UserRound } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { useServices, useSettings, useStrings } from '../../../app/useServices.ts';
import { IconButton } from '../../controls/IconButton.tsx';
import { usePanelOpen } from '../../usePanelOpen.ts';
import { useSurface } from '../../VisitContext.ts';
import { useMediaState } from '../useMedia.ts';
import { useStageStore } from '../StageContext.ts';
import { useSize } from '../useSize.ts';
import { arrangeStage } from './arrangeStage.ts';
import { MainPicture } from './MainPicture.tsx';
import { ScreenChoice } from './ScreenChoice.tsx';
import { SmallWindowButton } from './SmallWindowButton.tsx';
import { TileGrid } from './TileGrid.tsx';
import { TileRow } from './TileRow.tsx';
import { useStageIds } from './useStageIds.ts';

/** Wider than high by this much, tiles stand beside the main picture; above it otherwise. */
const besideRatio = 1.2;

/** A meeting over the World: everyone in a grid, or somebody or a screen large with the others beside. */
export function LargeStage({ focusWorld }: { readonly focusWorld: () => void }) {
  const { media: words } = useStrings();
  const isPanelOpen = usePanelOpen();
  const store = useStageStore();
  const { pinnedId, screenOf } = useStore(store);
  const { meetingView } = useSettings();
  const speakerId = useMediaState((state) => state.speakerId);
  const ids = useStageIds();
  const { selfId, everyone, screens, speaking } = ids;
  const body = useRef<HTMLDivElement>(null);
  const size = useSize(body);
  const view = meetingView === 'speaker' ? 'speaker' : 'grid';
  const { main, tiles } = arrangeStage({
    view,
    selfId,
    people: everyone,
    screens,
    pinnedId,
    screenOf,
    speakerId,
  });
  useForgottenPin(everyone);
  const isBeside = size !== undefined && size.width > size.height * besideRatio;
  return (
    <section
      aria-label={words.stage.label}
      className={`absolute inset-x-1 top-[max(env(safe-area-inset-top)+3.75rem,var(--top-bars,0px))] bottom-[calc(max(0.5rem,env(safe-area-inset-bottom))+5.25rem)] [@media(max-height:30rem)]:bottom-[calc(max(0.5rem,env(safe-area-inset-bottom))+4rem)] flex animate-appear flex-col gap-0.5 rounded-card border border-hairline bg-background/95 p-0.5 ${isPanelOpen ? 'sm:right-[23.5rem]' : ''}`}
    >
      <StageHeader
        screens={screens}
        main={main?.kind === 'screen' ? main.personId : undefined}
        focusWorld={focusWorld}
      />
      <div ref={body} className={`flex min-h-0 flex-1 gap-1 ${isBeside ? 'flex-row' : 'flex-col-reverse'}`}>
        {main === undefined ? (
          <TileGrid selfId={selfId} people={tiles} speaking={speaking} />
        ) : (
          <>
            <MainPicture main={main} />
            {tiles.length > 0 && (
              <div className={`flex shrink-0 ${isBeside ? 'w-[10rem]' : 'h-8'}`}>
                <TileRow
                  direction={isBeside ? 'column' : 'row'}
                  selfId={selfId}
                  people={tiles}
                  screens={[]}
                  speaking={speaking}
                  pinnedId={pinnedId}
                  onChooseScreen={() => undefined}
                />
              </div>
            )}
          </>
        )}
      </div>
    </section>
  );
}

/** A pin holds until the person leaves; it does not wait for them. */
function useForgottenPin(everyone: readonly string[]): void {
  const store = useStageStore();
  const isGone = useStore(store, ({ pinnedId }) => pinnedId !== undefined && !everyone.includes(pinnedId));
  useEffect(() => {
    if (isGone) store.setState({ pinnedId: undefined });
  }, [isGone, store]);
}

interface StageHeaderProps {
  readonly screens: readonly string[];
  /** Whose screen is shown large. */
  readonly main: string | undefined;
  readonly focusWorld: () => void;
}

function StageHeader({ screens, main, focusWorld }: StageHeaderProps) {
  const { media: words } = useStrings();
  const { settings } = useServices();
  const { meetingView } = useSettings();
  const store = useStageStore();
  const isMeeting = useSurface((state) => state.zone?.type === 'MeetingRoom');
  const view = meetingView === 'speaker' ? 'speaker' : 'grid';
  const minimise = () => {
    if (isMeeting) settings.setState({ meetingView: 'strip' });
    store.setState({ isEnlarged: false });
    focusWorld();
  };
  return (
    <header className="flex items-center gap-0.5">
      <ScreenChoice screens={screens} shown={main} />
      <span className="flex-1" />
      <SmallWindowButton caption={words.stage.smallWindow} />
      <IconButton
        icon={LayoutGrid}
        label={words.stage.grid}
        caption={words.stage.caption.grid}
        hintSide="bottom"
        isActive={view === 'grid'}
        aria-pressed={view === 'grid'}
        onClick={() => {
          settings.setState({ meetingView: 'grid' });
          store.setState({ pinnedId: undefined });
        }}
      />
      <IconButton
        icon={UserRound}
        label={words.stage.speaker}
        caption={words.stage.caption.speaker}
        hintSide="bottom"
        isActive={view === 'speaker'}
        aria-pressed={view === 'speaker'}
        onClick={() => settings.setState({ meetingView: 'speaker' })}
      />
      <IconButton
        icon={Minimize2}
        label={words.stage.minimise}
        caption={words.stage.caption.minimise}
        hintSide="bottom"
        onClick={minimise}
      />
    </header>
  );
}
