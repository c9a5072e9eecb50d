import { Armchair, BellRing, Monitor, PenLine } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { purposeOf } from '@atrium/world';
import { useKeyBindings, useServices, useSettings, useStrings } from '../app/useServices.ts';
import type { Strings } from '../strings/en.ts';
import { roomBehind } from '../visit/roomActions.ts';
import type { Interaction } from '../visit/interaction.ts';
import type { Visit } from '../visit/visit.ts';
import { interact } from '../visit/visitActions.ts';
import { Key } from './controls/Key.tsx';
import { keyLabel } from './keyLabel.ts';
import { useMediaState } from './media/useMedia.ts';
import { lazyPart, Part } from './Part.tsx';
import { useMinimapOpen, useMinimapPlace } from './useMinimapOpen.ts';
import { usePanelOpen } from './usePanelOpen.ts';
import { useSurface, useVisit } from './VisitContext.ts';

const FirstHintCard = lazyPart(async () => (await import('./hints/FirstHintCard.tsx')).FirstHintCard);

/** Above the toolbar: what newcomers can do, and what the interaction key would do now. */
export function BottomHints() {
  const isPictureShown = useSurface((state) => state.isPictureShown);
  const isMinimapOpen = useMinimapOpen();
  const minimapPlace = useMinimapPlace();
  const isPanelOpen = usePanelOpen();
  const isSending = useMediaState((state) => state.isSending);
  // On a phone the open minimap lies where the hints would be, and those who hear one stand right above the toolbar.
  const isMinimapBelow = isMinimapOpen && minimapPlace === 'aboveToolbar';
  const phoneBottom = isMinimapBelow
    ? 'max-md:bottom-[calc(max(1rem,env(safe-area-inset-bottom))+14rem)]'
    : isSending
      ? 'max-md:bottom-[calc(max(1rem,env(safe-area-inset-bottom))+6.5rem)]'
      : '';
  const besidePanel = {
    besideToolbar: 'px-1 pl-[calc(max(0.5rem,env(safe-area-inset-left))+16rem)]',
    // Too little room is left between them: above the minimap.
    aboveToolbar:
      'px-1 lg:pl-[calc(max(0.5rem,env(safe-area-inset-left))+16rem)] max-lg:bottom-[calc(max(1rem,env(safe-area-inset-bottom))+14rem)]',
    rightAboveToolbar: 'px-1',
  }[minimapPlace];
  const beside = {
    besideToolbar: 'px-1',
    aboveToolbar: 'px-1 md:pl-[calc(max(0.5rem,env(safe-area-inset-left))+16rem)]',
    rightAboveToolbar: 'pl-1 pr-[calc(max(0.5rem,env(safe-area-inset-right))+11rem)]',
  }[minimapPlace];
  return (
    <div
      className={`pointer-events-none! absolute inset-x-0 bottom-[calc(max(1rem,env(safe-area-inset-bottom))+4.5rem)] flex flex-col items-center gap-1 ${isPanelOpen ? 'sm:right-[23.5rem]' : ''} ${isMinimapOpen ? (isPanelOpen ? besidePanel : beside) : 'px-1'} ${phoneBottom}`}
    >
      {isPictureShown && (
        <Part>
          <FirstHintCard />
        </Part>
      )}
      <InteractionHint />
    </div>
  );
}

/** What the interaction key would do now, and a button for those without a keyboard. */
function InteractionHint() {
  const strings = useStrings();
  const visit = useVisit();
  const services = useServices();
  const { interact: key } = useKeyBindings();
  const { singleKeys } = useSettings();
  const interaction = useSurface((state) => state.interaction);
  const isOnline = useSurface(({ connection }) => connection.kind === 'online');
  if (interaction === undefined || !isOnline) return null;
  const { icon: Icon, text } = describe(interaction, visit, strings);
  return (
    <button
      type="button"
      // The World keeps the focus, so that the keys go on working.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => interact(visit, services)}
      className="float-card pointer-events-auto flex min-h-5.5 animate-rise items-center gap-1 px-1.5 text-body font-semibold transition-colors duration-150 hover:bg-raised"
    >
      <Icon aria-hidden className="size-2.5 text-accent" />
      {text}
      <span className="contents pointer-coarse:hidden">
        <Key label={keyLabel(singleKeys ? key : 'enter', strings)} />
      </span>
    </button>
  );
}

interface Described {
  readonly icon: LucideIcon;
  readonly text: string;
}

function describe(interaction: Interaction, visit: Visit, { world, together }: Strings): Described {
  switch (interaction.kind) {
    case 'sit':
    case 'standUp':
      return { icon: Armchair, text: world[interaction.kind] };
    case 'knock':
      return { icon: BellRing, text: together.doors.knock(roomBehind(visit, interaction.doorId)) };
    case 'use': {
      const object = visit.space.object(interaction.objectId);
      const kind = object && purposeOf(object)?.kind;
      const what = object === undefined ? '' : together.objects.name[object.type];
      const icon = kind === 'board' ? PenLine : Monitor;
      return { icon, text: kind === 'plain' ? together.objects.use(what) : together.objects.open(what) };
    }
  }
}
