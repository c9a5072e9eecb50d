import { MessageSquare } from 'lucide-react';
import { useStore } from 'zustand';
import { useStrings } from '../../app/useServices.ts';
import { togglePanel } from '../../visit/visitActions.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { useSurface, useVisit } from '../VisitContext.ts';

/** Opens the chat, and says how much is new in it. */
export function ChatButton({ shortcut }: { readonly shortcut: string | undefined }) {
  const { together } = useStrings();
  const visit = useVisit();
  const isOpen = useSurface((state) => state.panel === 'chat');
  const unread = useStore(visit.chat.store, (state) => state.unread);
  return (
    <div className="relative">
      <IconButton
        icon={MessageSquare}
        label={together.chat.toolbar(unread)}
        shortcut={shortcut}
        isActive={isOpen}
        aria-expanded={isOpen}
        onClick={() => togglePanel(visit, 'chat')}
      />
      {unread > 0 && (
        <span
          aria-hidden
          className="pointer-events-none absolute top-0.5 right-0 grid h-2 min-w-2 place-items-center rounded-full bg-danger px-0.5 text-caption leading-none font-semibold text-background"
        >
          {Math.min(unread, 99)}
        </span>
      )}
    </div>
  );
}
