import {
  Armchair,
  Camera,
  DoorClosed,
  Footprints,
  Hand,
  Info,
  MessageSquare,
  Mic,
  Monitor,
  MonitorUp,
  Users,
  Wifi,
} from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { createElement, useEffect } from 'react';
import { useStore } from 'zustand';
import { useStrings } from '../app/useServices.ts';
import { noticeText } from '../visit/notices.ts';
import type { MediaNews } from '../visit/mediaNews.ts';
import type { Notice, NoticeContent } from '../visit/notices.ts';
import { PromptArea } from './together/PromptArea.tsx';
import { topArea } from './topArea.ts';
import { usePanelOpen } from './usePanelOpen.ts';
import { useSurface, useVisit } from './VisitContext.ts';

const shownAtLeastMs = 4_500;
/** So that long ones can be read, in ms for each letter. */
const readingMs = 60;

/** What a notice is about, at a glance. */
function iconOf(content: NoticeContent): LucideIcon {
  switch (content.kind) {
    case 'walkingTo':
      return Footprints;
    case 'connectedAgain':
      return Wifi;
    case 'media':
      return iconOfMedia(content.news);
    case 'together':
      return {
        door: DoorClosed,
        object: Monitor,
        person: Users,
        hand: Hand,
        chat: MessageSquare,
        info: Info,
      }[content.icon];
    case 'noWay':
      return Info;
    case 'refused':
      if (content.reason === 'door-closed') return DoorClosed;
      if (content.reason === 'zone-full') return Users;
      return content.blocker?.kind === 'seat' || content.reason === 'no-seat' ? Armchair : Info;
  }
}

function iconOfMedia(news: MediaNews): LucideIcon {
  switch (news.kind) {
    case 'screen':
      return MonitorUp;
    case 'problem':
    case 'notAllowed':
    case 'stoppedByZone':
      return { microphone: Mic, camera: Camera, screen: MonitorUp }[news.source];
    case 'plain':
    case 'reason':
    case 'cannotCall':
    case 'unreachable':
    case 'doNotDisturbIsOn':
      return Info;
  }
}

/** Short notices at the top. A screen reader hears them from the live region. */
export function Toasts() {
  const { toasts } = useStrings();
  const { notices } = useVisit();
  const shown = useStore(notices.store);
  const isReconnecting = useSurface(({ connection }) => connection.kind === 'reconnecting');
  const isPanelOpen = usePanelOpen();
  return (
    <section
      aria-label={toasts.label}
      className={`pointer-events-none absolute ${topArea(isPanelOpen)} z-20 flex flex-col items-center gap-1 ${isReconnecting ? 'top-[calc(max(0.5rem,env(safe-area-inset-top),var(--top-bars,0px))+3.5rem)] max-lg:top-[calc(max(env(safe-area-inset-top)+4rem,var(--top-bars,0px))+4rem)]' : 'top-[max(0.5rem,env(safe-area-inset-top),var(--top-bars,0px))] max-lg:top-[max(env(safe-area-inset-top)+4rem,var(--top-bars,0px))]'}`}
    >
      <PromptArea />
      <ol className="contents">
        {shown.map((notice) => (
          <Toast key={notice.id} notice={notice} />
        ))}
      </ol>
    </section>
  );
}

function Toast({ notice }: { readonly notice: Notice }) {
  const strings = useStrings();
  const { notices, space, surface } = useVisit();
  const text = noticeText(
    notice.content,
    strings,
    space,
    (personId) => surface.getState().here.find((person) => person.personId === personId)?.name,
  );
  const shownForMs = Math.max(shownAtLeastMs, (text?.length ?? 0) * readingMs);
  useEffect(() => {
    const timer = setTimeout(() => notices.dismiss(notice.id), shownForMs);
    return () => clearTimeout(timer);
  }, [notices, notice.id, shownForMs]);
  if (text === undefined) return null;
  return (
    <li className="pointer-events-auto">
      <button
        type="button"
        title={strings.toasts.dismiss}
        onClick={() => notices.dismiss(notice.id)}
        className="float-card flex min-h-5.5 max-w-[32rem] animate-drop items-center gap-1 px-1.5 py-1 text-left text-body"
      >
        <NoticeIcon content={notice.content} />
        <span dir="auto">{text}</span>
      </button>
    </li>
  );
}

function NoticeIcon({ content }: { readonly content: NoticeContent }) {
  return createElement(iconOf(content), {
    'aria-hidden': true,
    className: 'size-2.5 shrink-0 text-accent',
  });
}
