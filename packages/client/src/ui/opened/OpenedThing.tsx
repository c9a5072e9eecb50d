import { useServices } from '../../app/useServices.ts';
import { closeOpened } from '../../visit/objectActions.ts';
import { useSurface, useVisit } from '../VisitContext.ts';
import { lazyPart, Part } from '../Part.tsx';

const OpenedPage = lazyPart(async () => (await import('./OpenedPage.tsx')).OpenedPage);
const StartPage = lazyPart(async () => (await import('./StartPage.tsx')).StartPage);
const OpenedBoard = lazyPart(async () => (await import('./OpenedBoard.tsx')).OpenedBoard);

/** What an Object has opened, over the World. */
export function OpenedThing({ focusWorld }: { readonly focusWorld: () => void }) {
  const visit = useVisit();
  const services = useServices();
  const opened = useSurface((state) => state.opened);
  if (opened === undefined) return null;
  const close = () => {
    void closeOpened(visit, services);
    focusWorld();
  };
  return (
    <Part isFloating>
      {opened.kind === 'page' && (
        <OpenedPage key={opened.objectId} address={opened.address} onClose={close} />
      )}
      {opened.kind === 'board' && (
        <OpenedBoard key={opened.objectId} objectId={opened.objectId} onClose={close} />
      )}
      {opened.kind === 'start' && <StartPage key={opened.objectId} onClose={close} />}
    </Part>
  );
}
