import { Suspense, useEffect } from 'react';
import { useStore } from 'zustand';
import { Lobby } from '../lobby/Lobby.tsx';
import { lazyPart } from '../ui/Part.tsx';
import { FaultBoundary } from './FaultBoundary.tsx';
import { FaultPage } from './FaultPage.tsx';
import { UpdateBar } from './UpdateBar.tsx';
import type { Entrance } from './entrance.ts';
import { LoadingPage } from './LoadingPage.tsx';
import { MessagePage } from './MessagePage.tsx';
import { useDocumentSettings, useServices, useStrings } from './useServices.ts';

const loadWorldScreen = () => import('../ui/WorldScreen.tsx');
const AccountScreen = lazyPart(async () => (await import('../account/AccountScreen.tsx')).AccountScreen);
const WorldScreen = lazyPart(async () => (await loadWorldScreen()).WorldScreen);

/** The page; where it stops working, it says so and offers a reload. */
export function App({ entrance }: { readonly entrance: Entrance }) {
  const { log } = useServices();
  return (
    <>
      <FaultBoundary log={log} instead={() => <FaultPage />}>
        <StagePage entrance={entrance} />
      </FaultBoundary>
      <UpdateBar />
    </>
  );
}

/** Whatever the address leads to: a page that says what is wrong, the lobby, or the World. */
function StagePage({ entrance }: { readonly entrance: Entrance }) {
  const stage = useStore(entrance.stage);
  const strings = useStrings();
  const { log } = useServices();
  useDocumentSettings();
  useEffect(() => {
    if (stage.kind !== 'world') document.title = stage.kind === 'lobby' ? stage.world.name : strings.app.name;
    // While somebody chooses a name, the code of the World arrives.
    if (stage.kind === 'lobby')
      loadWorldScreen().catch((cause: unknown) =>
        log.swallowed('The World is fetched again when somebody enters', cause),
      );
  }, [stage, strings, log]);

  switch (stage.kind) {
    case 'loading':
      return <LoadingPage />;
    case 'message':
    case 'failed':
      return <MessagePage stage={stage} onRetry={() => void entrance.start()} />;
    case 'account':
      return (
        <Suspense fallback={<LoadingPage />}>
          <AccountScreen stage={stage} />
        </Suspense>
      );
    case 'lobby':
      return <Lobby stage={stage} entrance={entrance} />;
    case 'world':
      return (
        <Suspense fallback={<LoadingPage />}>
          <WorldScreen key={stage.visit} stage={stage} entrance={entrance} />
        </Suspense>
      );
  }
}
