import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../../app/useServices.ts';
import { usePanelOpen } from '../usePanelOpen.ts';
import { PlaybackBar } from './PlaybackBar.tsx';
import { SharingBar } from './SharingBar.tsx';
import { useStageMode } from './StageContext.ts';
import { lazyPart, Part } from '../Part.tsx';
import { useSurface } from '../VisitContext.ts';

const gapPx = 8;

const CertificateBar = lazyPart(
  async () => (await import('../../account/admin/CertificateBar.tsx')).CertificateBar,
);
const TileStrip = lazyPart(async () => (await import('./stage/TileStrip.tsx')).TileStrip);

/**
 * Across the top: what is shared, what is blocked, and the tiles. What else is at the top makes way: `--top-bars` is
 * where it may begin.
 */
export function TopBars() {
  const bars = useRef<HTMLDivElement>(null);
  const mode = useStageMode();
  const isPanelOpen = usePanelOpen();
  const isAdmin = useStore(
    useServices().signIn.store,
    (state) => state.kind === 'signedIn' && state.account.role === 'Admin',
  );
  const isBuilding = useSurface(({ building }) => building !== 'off');

  useEffect(() => {
    const element = bars.current;
    if (element === null) return;
    const { style } = document.documentElement;
    const measure = () => {
      const { bottom, height } = element.getBoundingClientRect();
      style.setProperty('--top-bars', height === 0 ? '0px' : `${bottom + gapPx}px`);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    window.addEventListener('resize', measure);
    return () => {
      observer.disconnect();
      window.removeEventListener('resize', measure);
      style.removeProperty('--top-bars');
    };
  }, []);

  return (
    <div
      ref={bars}
      className={`pointer-events-none! absolute inset-x-1 top-[max(0.5rem,env(safe-area-inset-top))] flex flex-col items-center gap-0.5 ${isBuilding ? 'top-[calc(max(0.5rem,env(safe-area-inset-top))+4rem)]!' : 'max-xl:top-[calc(max(0.5rem,env(safe-area-inset-top))+3.25rem)]'} [@media(max-height:30rem)]:top-[max(0.5rem,env(safe-area-inset-top))]! [@media(max-height:30rem)]:left-[17rem] xl:left-[24rem] ${isPanelOpen ? 'sm:right-[23.5rem]' : 'xl:right-[24rem]'}`}
    >
      {isAdmin && (
        <Part>
          <CertificateBar />
        </Part>
      )}
      <SharingBar />
      <PlaybackBar />
      {mode === 'strip' && (
        <Part>
          <TileStrip />
        </Part>
      )}
    </div>
  );
}
