/*
 * One Whiteboard that two people have open, joined in memory: `board.html?people=1&reset=full`.
 * A page for whoever draws; it is not part of the Client.
 */
import { SignIn } from '../src/account/signIn.ts';
import '../src/ui/theme.css';
import { Hints } from '../src/ui/controls/Hints.tsx';
import { useMemo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import * as Y from 'yjs';
import { createAtriumApi } from '../src/api/atriumApi.ts';
import { ServicesProvider } from '../src/app/useServices.ts';
import type { Services } from '../src/app/services.ts';
import type { BoardEvent, BoardTransport } from '../src/boards/boardTransport.ts';
import { browserMedia } from '../src/media/browserMedia.ts';
import { LocalMedia } from '../src/media/devices/localMedia.ts';
import { createPersonVolumes } from '../src/media/devices/personVolumes.ts';
import { createBlockedPeople } from '../src/settings/blockedPeople.ts';
import { browserStore } from '../src/settings/keyValueStore.ts';
import { createProfile } from '../src/settings/profile.ts';
import { createSettingsStore } from '../src/settings/settings.ts';
import { ShownStrings } from '../src/strings/shownStrings.ts';
import { BoardPanel } from '../src/ui/board/BoardPanel.tsx';
import { watchKeyboardLayout } from '../src/input/keyboardLayout.ts';
import { BuildingBetweenVisits } from '../src/app/buildingBetweenVisits.ts';
import { PageVersion } from '../src/app/pageVersion.ts';
import { silentLog } from '../src/log/log.ts';

const query = new URLSearchParams(location.search);
const names = ['Ana', 'Aleksandra Wiśniewska'].slice(0, Number(query.get('people') ?? 2));
/** As long as anything takes through a server, in ms. */
const wayMs = 40;

/** What a server would do: keeps the board, and tells the others. */
class BoardInMemory {
  readonly doc = new Y.Doc();
  readonly listeners = new Map<string, Set<(event: BoardEvent) => void>>();

  transportOf(name: string): BoardTransport {
    const own = new Set<(event: BoardEvent) => void>();
    this.listeners.set(name, own);
    const tell = (event: BoardEvent) => setTimeout(() => this.#tellOthers(name, event), wayMs);
    return {
      maxUpdateBytes: 32 * 1024,
      open: async () => {
        await new Promise((resolve) => setTimeout(resolve, 5 * wayMs));
        return Y.encodeStateAsUpdate(this.doc);
      },
      close: () => tell({ kind: 'cursor', personId: name, point: undefined }),
      sendUpdate: (update) => {
        if (query.get('reset') === 'full')
          return own.forEach((listener) => listener({ kind: 'reset', reason: 'full' }));
        Y.applyUpdate(this.doc, update);
        tell({ kind: 'update', update });
      },
      sendCursor: (point) => tell({ kind: 'cursor', personId: name, point }),
      subscribe: (listener) => {
        own.add(listener);
        return () => own.delete(listener);
      },
    };
  }

  #tellOthers(name: string, event: BoardEvent): void {
    for (const [other, listeners] of this.listeners) {
      if (other !== name) listeners.forEach((listener) => listener(event));
    }
  }
}

const storage = browserStore(() => window.localStorage, silentLog);
const settings = createSettingsStore(storage, silentLog);
const services: Services = {
  log: silentLog,
  logText: () => '',
  pageVersion: new PageVersion({ log: silentLog, entryPath: undefined, readPage: async () => '' }),
  api: createAtriumApi((input, init) => fetch(input, init), silentLog),
  profile: createProfile(storage, silentLog),
  buildingBetweenVisits: new BuildingBetweenVisits(),
  settings,
  keyboardLayout: watchKeyboardLayout({
    log: silentLog,
    readLayout: undefined,
    onKeyDown: () => undefined,
  }),
  signIn: new SignIn({
    log: silentLog,
    fetch: () => Promise.reject(new TypeError('nobody signs in here')),
    storage,
    nowMs: () => Date.now(),
    after: () => () => undefined,
  }),
  strings: new ShownStrings(silentLog),
  sounds: { play: () => undefined },
  localMedia: new LocalMedia(storage, browserMedia(), silentLog),
  volumes: createPersonVolumes(storage),
  blocked: createBlockedPeople(storage, silentLog),
  tabStorage: browserStore(() => window.sessionStorage, silentLog),
};

function Desk({ name, board }: { readonly name: string; readonly board: BoardInMemory }) {
  const transport = useMemo(() => board.transportOf(name), [board, name]);
  const [isOpen, setIsOpen] = useState(true);
  const [said, setSaid] = useState('');
  return (
    <div data-desk={name} className="relative min-h-0 min-w-0 flex-1 overflow-clip">
      <p role="status" className="absolute inset-x-1 bottom-1 text-caption text-secondary">
        {name}: {said}
      </p>
      {isOpen ? (
        <BoardPanel
          title={`Whiteboard · ${name}`}
          transport={transport}
          nameOf={(personId) => personId}
          onClose={() => setIsOpen(false)}
          announce={setSaid}
        />
      ) : (
        <button type="button" onClick={() => setIsOpen(true)}>
          Open
        </button>
      )}
    </div>
  );
}

const host = document.getElementById('root');
if (host === null) throw new Error('board.html has no element with the id "root"');
const board = new BoardInMemory();
createRoot(host).render(
  <ServicesProvider value={services}>
    <>
      <div className="flex h-full">
        {names.map((name) => (
          <Desk key={name} name={name} board={board} />
        ))}
      </div>
      <Hints />
    </>
  </ServicesProvider>,
);
