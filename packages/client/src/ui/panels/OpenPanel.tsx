import { useStrings } from '../../app/services.ts';
import type { PanelName } from '../../visit/surface.ts';
import { useSurface, useVisit } from '../VisitContext.ts';
import { HelpPanel } from './HelpPanel.tsx';
import { Panel } from './Panel.tsx';
import { PeoplePanel } from './PeoplePanel.tsx';
import { SettingsPanel } from './SettingsPanel.tsx';

/** The panel that is open, if any. */
export function OpenPanel({ focusWorld }: { readonly focusWorld: () => void }) {
  const strings = useStrings();
  const { surface } = useVisit();
  const panel = useSurface((state) => state.panel);
  if (panel === undefined) return null;
  const titles: Readonly<Record<PanelName, string>> = {
    people: strings.people.title,
    settings: strings.settings.title,
    help: strings.shortcuts.title,
  };
  const close = () => {
    surface.setState({ panel: undefined });
    focusWorld();
  };
  return (
    <Panel key={panel} title={titles[panel]} onClose={close}>
      {panel === 'people' && <PeoplePanel />}
      {panel === 'settings' && <SettingsPanel />}
      {panel === 'help' && <HelpPanel />}
    </Panel>
  );
}
