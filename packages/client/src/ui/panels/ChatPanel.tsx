import { ArrowDown, SendHorizontal } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { useStore } from 'zustand';
import { wireLimits } from '@atrium/protocol';
import { useLanguage, useServices, useStrings } from '../../app/useServices.ts';
import type { ChatEntry } from '../../visit/chatLog.ts';
import { sendChat } from '../../visit/togetherActions.ts';
import { isComposing } from '../../input/composing.ts';
import { localeOf } from '../../strings/languages.ts';
import { Button } from '../controls/Button.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { Select } from '../controls/Select.tsx';
import { useSurface, useVisit } from '../VisitContext.ts';
import { ChatText } from './ChatText.tsx';

/** What was said where one was, and a place to answer. */
export function ChatPanel() {
  const { together } = useStrings();
  const { chat } = useVisit();
  const entries = useStore(chat.store, (state) => state.entries);
  const log = useRef<HTMLDivElement>(null);
  const { hasNew, follow, showNew } = useFollowedLog(log, entries);

  useEffect(() => {
    chat.read();
  }, [chat, entries]);

  return (
    <>
      <div
        ref={log}
        onScroll={follow}
        role="log"
        // Can be scrolled with the keyboard.
        tabIndex={0}
        aria-label={together.chat.log}
        // What comes in is said whether the panel is open or not.
        aria-live="off"
        className="scroll-slim min-h-0 flex-1 overflow-y-auto overscroll-contain px-2 py-1"
      >
        {entries.length === 0 && <p className="text-secondary">{together.chat.empty}</p>}
        <ol className="flex flex-col gap-1">
          {entries.map((entry) => (
            <Message key={entry.entryId} entry={entry} />
          ))}
        </ol>
      </div>
      {hasNew && (
        <div className="relative">
          <Button
            look="secondary"
            onClick={showNew}
            className="absolute bottom-0.5 left-1/2 -translate-x-1/2 whitespace-nowrap shadow-float"
          >
            <ArrowDown aria-hidden className="size-2" />
            {together.chat.newMessages}
          </Button>
        </div>
      )}
      <Composer />
    </>
  );
}

/** So near to its end, in px, the list is read there. */
const nearEndPx = 48;

/** Keeps the end of the list in view, unless one reads further up: then what is new is offered, and nothing jumps. */
function useFollowedLog(log: RefObject<HTMLDivElement | null>, entries: readonly ChatEntry[]) {
  const isAtEnd = useRef(true);
  const [hasNew, setHasNew] = useState(false);
  const showNew = () => {
    const element = log.current;
    element?.scrollTo({ top: element.scrollHeight });
  };
  useLayoutEffect(() => {
    const element = log.current;
    const last = entries.at(-1);
    if (element === null || last === undefined) return;
    const isOwn = last.from === undefined && last.state === 'sending';
    if (isAtEnd.current || isOwn) element.scrollTo({ top: element.scrollHeight });
    else setHasNew(true);
  }, [log, entries]);
  return {
    hasNew,
    showNew,
    follow: () => {
      const element = log.current;
      if (element === null) return;
      isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < nearEndPx;
      if (isAtEnd.current) setHasNew(false);
    },
  };
}

function Message({ entry }: { readonly entry: ChatEntry }) {
  const { together } = useStrings();
  const locale = useLanguage();
  const visit = useVisit();
  const services = useServices();
  const words = together.chat;
  const { from, to, text, atMs, state } = entry;
  const isDirect = to.kind !== 'zone';
  const where = {
    zone: () => (to.kind === 'zone' ? words.inZone(to.zoneName) : ''),
    person: () => (to.kind === 'person' ? words.toPerson(to.name) : ''),
    self: () => words.direct,
  }[to.kind]();
  const time = new Intl.DateTimeFormat(localeOf(locale, navigator.languages), {
    hour: '2-digit',
    minute: '2-digit',
  }).format(atMs);
  return (
    <li className={`rounded-control px-1 py-0.5 ${isDirect ? 'bg-raised' : ''}`}>
      <p className="flex flex-wrap items-baseline gap-x-1 text-caption text-secondary">
        <span dir="auto" className="text-body font-semibold text-text">
          {from?.name ?? words.you}
        </span>
        <span>{where}</span>
        <time dateTime={new Date(atMs).toISOString()}>{time}</time>
      </p>
      <p
        dir="auto"
        className={`text-body break-words whitespace-pre-wrap ${state === 'sending' ? 'opacity-60' : ''}`}
      >
        <ChatText text={text} />
      </p>
      {state === 'failed' && (
        <p className="text-caption text-danger">
          {words.failed}{' '}
          <button
            type="button"
            className="min-h-3 underline"
            onClick={() => {
              const person = to.kind === 'person' ? { personId: to.personId, name: to.name } : undefined;
              void sendChat(visit, services, text, person);
            }}
          >
            {words.retry}
          </button>
        </p>
      )}
    </li>
  );
}

function Composer() {
  const { together } = useStrings();
  const visit = useVisit();
  const services = useServices();
  const { chat } = visit;
  const words = together.chat;
  const { recipient, draft } = useStore(chat.store);
  const isTooLong = draft.length > wireLimits.chatLength;
  const send = () => {
    const text = draft.trim();
    if (text === '' || isTooLong) return;
    chat.store.setState({ draft: '' });
    void sendChat(visit, services, text, recipient);
  };
  return (
    <form
      className="flex flex-col gap-0.5 border-t border-hairline p-1"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <RecipientChoice />
      <div className="flex items-end gap-0.5">
        <textarea
          data-autofocus
          dir="auto"
          rows={2}
          aria-label={words.placeholder}
          placeholder={words.placeholder}
          value={draft}
          onChange={(event) => chat.store.setState({ draft: event.target.value })}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || isComposing(event.nativeEvent)) return;
            event.preventDefault();
            send();
          }}
          className="scroll-slim min-h-6 flex-1 resize-none rounded-control border border-edge bg-background px-1 py-0.5 text-body pointer-coarse:text-emphasis placeholder:text-secondary"
        />
        <IconButton icon={SendHorizontal} label={words.send} hintSide="left" type="submit" />
      </div>
      {isTooLong && (
        <p role="alert" className="text-caption text-danger">
          {words.tooLong(wireLimits.chatLength)}
        </p>
      )}
    </form>
  );
}

/** All in the Zone, or one person. */
function RecipientChoice() {
  const { together } = useStrings();
  const { chat } = useVisit();
  const words = together.chat;
  const zoneName = useSurface((state) => state.zone?.name ?? '');
  const recipient = useStore(chat.store, (state) => state.recipient);
  const people = useRecipients(recipient);
  return (
    <label className="flex items-center gap-1 text-caption text-secondary">
      {words.to}
      <Select
        value={recipient?.personId ?? ''}
        onChange={(personId) =>
          chat.store.setState({ recipient: people.find((person) => person.personId === personId) })
        }
        options={[
          { value: '', label: words.everyoneIn(zoneName) },
          ...people.map(({ personId, name }) => ({ value: personId, label: name })),
        ]}
      />
    </label>
  );
}

interface Someone {
  readonly personId: string;
  readonly name: string;
}

/** People in the Zone, people who wrote to you alone, and the person you chose. */
function useRecipients(chosen: Someone | undefined): readonly Someone[] {
  const here = useSurface((state) => state.here);
  const { chat } = useVisit();
  const entries = useStore(chat.store, (state) => state.entries);
  const [initial] = useState(chosen);
  const known = new Map<string, Someone>();
  for (const { personId, name } of here) known.set(personId, { personId, name });
  for (const { from, to } of entries) {
    if (from !== undefined && to.kind === 'self') known.set(from.personId, from);
    if (to.kind === 'person') known.set(to.personId, { personId: to.personId, name: to.name });
  }
  for (const person of [initial, chosen]) if (person !== undefined) known.set(person.personId, person);
  return [...known.values()];
}
