import { CircleQuestionMark, LogOut, Map, Settings, Users } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useServices, useKeyBindings, useSettings, useStrings } from '../app/services.ts';
import type { PanelName } from '../visit/surface.ts';
import { leave, togglePanel } from '../visit/visitActions.ts';
import { IconButton } from './controls/IconButton.tsx';
import { keyLabel } from './keyLabel.ts';
import { useMinimapOpen } from './useMinimapOpen.ts';
import { useSurface, useVisit } from './VisitContext.ts';

/** The one bar at the bottom: everything else is opened from here. */
export function Toolbar({ focusWorld }: { readonly focusWorld: () => void }) {
  const strings = useStrings();
  const visit = useVisit();
  const keys = useKeyBindings();
  const { settings } = useServices();
  const { singleKeys } = useSettings();
  const isMinimapOpen = useMinimapOpen();
  const panel = useSurface((state) => state.panel);
  const people = useSurface(({ counts }) => [...counts.values()].reduce((sum, count) => sum + count, 0));
  const shortcut = (key: string) => (singleKeys ? keyLabel(key, strings) : undefined);

  const panelButton = (name: PanelName, icon: LucideIcon, label: string) => (
    <IconButton
      icon={icon}
      label={label}
      shortcut={shortcut(keys[name])}
      isActive={panel === name}
      aria-expanded={panel === name}
      onClick={() => togglePanel(visit, name)}
    />
  );
  return (
    <nav
      aria-label={strings.toolbar.label}
      className="float-card absolute bottom-[max(0.5rem,env(safe-area-inset-bottom))] left-1/2 flex max-w-[calc(100%-1rem)] -translate-x-1/2 items-center gap-0.5 p-0.5"
    >
      <div className="relative">
        {panelButton('people', Users, strings.toolbar.people(people))}
        <span
          aria-hidden
          className="pointer-events-none absolute top-0.5 right-0 grid h-2 min-w-2 place-items-center rounded-full bg-accent px-0.5 text-caption leading-none font-semibold text-background"
        >
          {people}
        </span>
      </div>
      <IconButton
        icon={Map}
        label={strings.toolbar.minimap}
        shortcut={shortcut(keys.minimap)}
        isActive={isMinimapOpen}
        aria-pressed={isMinimapOpen}
        onClick={() => {
          settings.setState({ minimap: !isMinimapOpen });
          focusWorld();
        }}
      />
      {panelButton('settings', Settings, strings.toolbar.settings)}
      {panelButton('help', CircleQuestionMark, strings.toolbar.help)}
      <span aria-hidden className="mx-0.5 h-3 w-px bg-hairline" />
      <IconButton
        icon={LogOut}
        label={strings.toolbar.leave}
        look="leave"
        onClick={() => void leave(visit)}
      />
    </nav>
  );
}
