import { Suspense } from 'react';
import { useStrings } from '../../app/useServices.ts';
import type { PanelName } from '../../visit/surface.ts';
import { useSurface, useVisit } from '../VisitContext.ts';
import { Panel } from './Panel.tsx';
import { lazyPart, PartBoundary } from '../Part.tsx';

// Fetched when they are first opened: the World is there sooner.
const PeoplePanel = lazyPart(async () => (await import('./PeoplePanel.tsx')).PeoplePanel);
const ChatPanel = lazyPart(async () => (await import('./ChatPanel.tsx')).ChatPanel);
const SettingsPanel = lazyPart(async () => (await import('./SettingsPanel.tsx')).SettingsPanel);
const InvitePanel = lazyPart(async () => (await import('../../account/invite/InvitePanel.tsx')).InvitePanel);
const HelpPanel = lazyPart(async () => (await import('./HelpPanel.tsx')).HelpPanel);

/** The panel that is open, if any. */
export function OpenPanel({ focusWorld }: { readonly focusWorld: () => void }) {
  const strings = useStrings();
  const { surface } = useVisit();
  const panel = useSurface((state) => state.panel);
  if (panel === undefined) return null;
  const titles: Readonly<Record<PanelName, string>> = {
    people: strings.people.title,
    chat: strings.together.chat.title,
    invite: strings.toolbar.invite,
    settings: strings.settings.title,
    help: strings.shortcuts.title,
  };
  const close = () => {
    surface.setState({ panel: undefined });
    focusWorld();
  };
  return (
    <Suspense fallback={null}>
      <Panel key={panel} title={titles[panel]} onClose={close}>
        <PartBoundary>
          {panel === 'people' && <PeoplePanel />}
          {panel === 'chat' && <ChatPanel />}
          {panel === 'invite' && <InvitePanel />}
          {panel === 'settings' && <SettingsPanel />}
          {panel === 'help' && <HelpPanel />}
        </PartBoundary>
      </Panel>
    </Suspense>
  );
}
