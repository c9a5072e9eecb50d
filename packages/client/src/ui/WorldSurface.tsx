import { useEffect, useRef, useState } from 'react';
import { useServices } from '../app/useServices.ts';
import { subscribeToMedia } from '../visit/subscribeToMedia.ts';
import { closeTop } from '../visit/visitActions.ts';
import { ConnectionBanner } from './ConnectionBanner.tsx';
import { EndedCard } from './EndedCard.tsx';
import { BottomHints } from './BottomHints.tsx';
import { LiveRegion } from './LiveRegion.tsx';
import { useMedia } from './media/useMedia.ts';
import { StageProvider, createStageStore, noChoices, useStageMode } from './media/StageContext.ts';
import { ShownVideos } from './media/shownVideos.ts';
import { TopBars } from './media/TopBars.tsx';
import { OpenedThing } from './opened/OpenedThing.tsx';
import { OpenPanel } from './panels/OpenPanel.tsx';
import { Toasts } from './Toasts.tsx';
import { Toolbar } from './Toolbar.tsx';
import { useDocumentTitle } from './useDocumentTitle.ts';
import { useKeptFocus } from './useKeptFocus.ts';
import { useSurface, useVisit } from './VisitContext.ts';
import { WorldRegion } from './WorldRegion.tsx';
import { ZoneCorner } from './ZoneCorner.tsx';
import { lazyPart, Part } from './Part.tsx';

const ModerationDialog = lazyPart(
  async () => (await import('./moderation/ModerationDialog.tsx')).ModerationDialog,
);
const Minimap = lazyPart(async () => (await import('./Minimap.tsx')).Minimap);
const LargeStage = lazyPart(async () => (await import('./media/stage/LargeStage.tsx')).LargeStage);

/** The World, filling the window, with the surface floating over it. */
export function WorldSurface() {
  const stage = useNewStage();
  useMediaNews();
  return (
    <StageProvider value={stage}>
      <FloatingSurface />
    </StageProvider>
  );
}

/** What somebody chose to see is forgotten with the Zone. */
function useNewStage() {
  const media = useMedia();
  const zoneId = useSurface((state) => state.zone?.id);
  const [stage] = useState(() => ({
    choices: createStageStore(),
    shown: new ShownVideos(
      (shown) => media.setShown(shown),
      (run) => queueMicrotask(run),
    ),
  }));
  useEffect(() => stage.choices.setState(noChoices), [stage, zoneId]);
  useEffect(() => {
    const follow = () => stage.shown.setTabHidden(document.hidden);
    document.addEventListener('visibilitychange', follow);
    return () => document.removeEventListener('visibilitychange', follow);
  }, [stage]);
  return stage;
}

function useMediaNews(): void {
  const visit = useVisit();
  const media = useMedia();
  const services = useServices();
  useEffect(() => subscribeToMedia(visit, media, services), [visit, media, services]);
}

function FloatingSurface() {
  const isPictureShown = useSurface((state) => state.isPictureShown);
  const visit = useVisit();
  const services = useServices();
  const root = useRef<HTMLDivElement>(null);
  const hasEnded = useSurface(({ connection }) => connection.kind === 'ended');
  const offersDraft = useSurface((state) => state.offersDraft);
  const wasOnline = useSurface((state) => state.wasOnline);
  const isModerating = useSurface(({ moderated }) => moderated !== undefined);
  const isStageLarge = useStageMode() === 'large';
  const isBuilding = useSurface(({ building }) => building !== 'off');
  const focusWorld = () => worldIn(root.current)?.focus({ preventScroll: true });
  useDocumentTitle();
  useKeptFocus(root, focusWorld);

  return (
    <div ref={root} className="fixed inset-0 overflow-clip bg-background">
      <main className="contents" inert={hasEnded && !offersDraft}>
        <WorldRegion />
      </main>
      {wasOnline && (
        <div
          inert={hasEnded}
          className="pointer-events-none absolute inset-0 *:pointer-events-auto"
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            closeTop(visit, services);
            focusWorld();
          }}
        >
          {isStageLarge && (
            <Part isFloating>
              <LargeStage focusWorld={focusWorld} />
            </Part>
          )}
          {!isBuilding && <ZoneCorner />}
          <TopBars />
          {!isStageLarge && !isBuilding && <BottomHints />}
          {!isStageLarge && !isBuilding && isPictureShown && (
            <Part>
              <Minimap />
            </Part>
          )}
          <Toolbar focusWorld={focusWorld} />
          <OpenPanel focusWorld={focusWorld} />
          <OpenedThing focusWorld={focusWorld} />
        </div>
      )}
      <ConnectionBanner />
      <Toasts />
      {isModerating && (
        <Part isFloating>
          <ModerationDialog />
        </Part>
      )}
      <EndedCard />
      <LiveRegion />
    </div>
  );
}

/** What takes the focus of the World: while one builds, the plan in its place. */
function worldIn(surface: HTMLElement | null): HTMLElement | undefined {
  return surface?.querySelector<HTMLElement>('[role=application]:not([inert])') ?? undefined;
}
