import { CircleQuestionMark, Map, MessageSquare, Settings, UserPlus, Users } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useStore } from 'zustand';
import { useServices, useKeyBindings, useMediaQuery, useSettings, useStrings } from '../app/useServices.ts';
import type { ShortcutAction } from '../input/shortcuts.ts';
import { togglePanel } from '../visit/visitActions.ts';
import { hasRight } from '@atrium/world';
import { AccountButton, AccountLinks, useAccount } from './AccountButton.tsx';
import { IconButton } from './controls/IconButton.tsx';
import { keyLabel } from './keyLabel.ts';
import { LeaveButton } from './LeaveButton.tsx';
import { HeardBy } from './media/HeardBy.tsx';
import { MediaMenuButton } from './media/MediaMenuButton.tsx';
import { MediaSwitches } from './media/MediaSwitches.tsx';
import { MoreButton } from './MoreButton.tsx';
import { lazyPart, Part } from './Part.tsx';
import { useMinimapOpen } from './useMinimapOpen.ts';
import { ChatButton } from './together/ChatButton.tsx';
import { ReactionChoices, ReactionsButton } from './together/ReactionsButton.tsx';
import { useSurface, useVisit } from './VisitContext.ts';

const BuildButton = lazyPart(async () => (await import('./build/BuildButton.tsx')).BuildButton);

/** The one bar at the bottom: everything else is opened from here. */
export function Toolbar({ focusWorld }: { readonly focusWorld: () => void }) {
  const strings = useStrings();
  const isNarrow = useMediaQuery('(max-width: 39.99rem)');
  const tools = useTools(focusWorld, isNarrow);
  return (
    <nav
      aria-label={strings.toolbar.label}
      className="float-card absolute bottom-[max(0.5rem,env(safe-area-inset-bottom))] left-1/2 flex w-max max-w-[calc(100%-1rem)] -translate-x-1/2 flex-wrap items-center justify-center gap-0.5 p-0.5"
    >
      <HeardBy />
      <MediaSwitches />
      <MediaMenuButton />
      <Divider />
      <PeopleButton />
      {!isNarrow && <WideTools />}
      {isNarrow ? (
        <MoreButton
          items={tools}
          footer={
            <>
              <Build />
              <AccountLinks />
            </>
          }
        >
          <div className="flex flex-wrap justify-center border-b border-hairline pb-0.5">
            <Part>
              <ReactionChoices />
            </Part>
          </div>
        </MoreButton>
      ) : (
        tools.map(({ icon, label, shortcut, isActive, isPanel, onChoose }) => (
          <IconButton
            key={label}
            icon={icon}
            label={label}
            shortcut={shortcut}
            isActive={isActive}
            {...(isPanel ? { 'aria-expanded': isActive } : { 'aria-pressed': isActive })}
            onClick={onChoose}
          />
        ))
      )}
      {!isNarrow && <Build />}
      {!isNarrow && <AccountButton />}
      <Divider />
      <LeaveButton />
    </nav>
  );
}

/** Fetched by those who may build, once the World can be seen. */
function Build() {
  const account = useAccount();
  const isPictureShown = useSurface((state) => state.isPictureShown);
  if (!isPictureShown || account === undefined || !hasRight(account.role, 'build')) return null;
  return (
    <Part>
      <BuildButton />
    </Part>
  );
}

function Divider() {
  return <span aria-hidden className="mx-0.5 h-3 border-l border-hairline max-sm:hidden" />;
}

function useShortcuts(): (action: ShortcutAction) => string | undefined {
  const strings = useStrings();
  const keys = useKeyBindings();
  const { singleKeys } = useSettings();
  return (action) => (singleKeys ? keyLabel(keys[action], strings) : undefined);
}

/** A phone has them behind the button for more. */
function WideTools() {
  const shortcut = useShortcuts();
  return (
    <>
      <ChatButton shortcut={shortcut('chat')} />
      <ReactionsButton />
    </>
  );
}

function PeopleButton() {
  const { toolbar } = useStrings();
  const visit = useVisit();
  const shortcut = useShortcuts();
  const isOpen = useSurface((state) => state.panel === 'people');
  const people = useSurface(({ counts }) => [...counts.values()].reduce((sum, count) => sum + count, 0));
  return (
    <div className="relative">
      <IconButton
        icon={Users}
        label={toolbar.people(people)}
        shortcut={shortcut('people')}
        isActive={isOpen}
        aria-expanded={isOpen}
        onClick={() => togglePanel(visit, 'people')}
      />
      <span
        aria-hidden
        className="pointer-events-none absolute top-0.5 right-0 grid h-2 min-w-2 place-items-center rounded-full bg-accent px-0.5 forced-colors:border text-caption leading-none font-semibold text-background"
      >
        {people}
      </span>
    </div>
  );
}

interface Tool {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly shortcut: string | undefined;
  readonly isActive: boolean;
  /** Whether it opens a panel; a switch otherwise. */
  readonly isPanel: boolean;
  readonly onChoose: () => void;
}

/** The tools that a phone has behind one button. */
function useTools(focusWorld: () => void, isNarrow: boolean): readonly Tool[] {
  const { toolbar, together } = useStrings();
  const visit = useVisit();
  const { settings } = useServices();
  const shortcut = useShortcuts();
  const isMinimapOpen = useMinimapOpen();
  const panel = useSurface((state) => state.panel);
  const unread = useStore(visit.chat.store, (state) => state.unread);
  const labels = { ...toolbar, chat: together.chat.toolbar(unread) };
  const panelTool = (name: 'chat' | 'invite' | 'settings' | 'help', icon: LucideIcon): Tool => ({
    icon,
    label: labels[name],
    shortcut: name === 'invite' ? undefined : shortcut(name),
    isActive: panel === name,
    isPanel: true,
    onChoose: () => togglePanel(visit, name),
  });
  return [
    ...(isNarrow ? [panelTool('chat', MessageSquare)] : []),
    panelTool('invite', UserPlus),
    {
      icon: Map,
      label: toolbar.minimap,
      shortcut: shortcut('minimap'),
      isActive: isMinimapOpen,
      isPanel: false,
      onChoose: () => {
        settings.setState({ minimap: !isMinimapOpen });
        focusWorld();
      },
    },
    panelTool('settings', Settings),
    panelTool('help', CircleQuestionMark),
  ];
}
