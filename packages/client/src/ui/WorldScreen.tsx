import { useEffect, useState } from 'react';
import { LoadingPage } from '../app/LoadingPage.tsx';
import type { Entrance } from '../app/entrance.ts';
import { useServices } from '../app/useServices.ts';
import type { WorldStage } from '../app/stage.ts';
import { startVisit } from '../visit/startVisit.ts';
import type { Visit } from '../visit/visit.ts';
import { VisitProvider } from './VisitContext.ts';
import { WorldSurface } from './WorldSurface.tsx';

interface WorldScreenProps {
  readonly stage: WorldStage;
  readonly entrance: Entrance;
}

/** A visit to a World, from connecting to leaving. */
export function WorldScreen({ stage, entrance }: WorldScreenProps) {
  const services = useServices();
  const [visit, setVisit] = useState<Visit | undefined>();

  useEffect(() => {
    const started = startVisit(stage, services, entrance);
    setVisit(started);
    return () => started.end();
  }, [stage, services, entrance]);

  if (visit === undefined) return <LoadingPage />;
  return (
    <VisitProvider value={visit}>
      <WorldSurface />
    </VisitProvider>
  );
}
