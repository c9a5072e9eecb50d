import { ExternalLink } from 'lucide-react';
import { useStrings } from '../../app/useServices.ts';
import { buttonLook } from '../controls/Button.tsx';
import { Panel } from '../panels/Panel.tsx';
import { useVisit } from '../VisitContext.ts';

interface OpenedPageProps {
  readonly address: string;
  readonly onClose: () => void;
}

/** A web page beside the World, where the host of this Atrium allows it to be shown here; else a way to it. */
export function OpenedPage({ address, onClose }: OpenedPageProps) {
  const { together } = useStrings();
  const { stage } = useVisit();
  const words = together.objects;
  const { origin, host } = new URL(address);
  // Never a page of this server: inside, it could do whatever this page can.
  const isShownHere = stage.embedOrigins.includes(origin) && origin !== window.location.origin;
  return (
    <Panel title={words.page(host)} isWide={isShownHere} onClose={onClose}>
      {isShownHere && (
        <iframe
          title={words.page(host)}
          src={address}
          sandbox="allow-scripts allow-same-origin allow-forms allow-popups"
          referrerPolicy="no-referrer"
          className="min-h-0 w-full flex-1 bg-white"
        />
      )}
      <div className="flex flex-wrap items-center justify-between gap-1 p-1">
        <p className="min-w-0 flex-1 text-caption break-words text-secondary">
          {isShownHere ? words.pageHint : address}
        </p>
        <a
          data-autofocus
          href={address}
          target="_blank"
          rel="noopener noreferrer"
          className={buttonLook(isShownHere ? 'secondary' : 'primary')}
        >
          <ExternalLink aria-hidden className="size-2" />
          {words.openInTab}
        </a>
      </div>
    </Panel>
  );
}
