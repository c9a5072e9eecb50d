import './ui/theme.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Hints } from './ui/controls/Hints.tsx';
import { authorizationFor } from './account/authorizationFor.ts';
import { SignIn } from './account/signIn.ts';
import { createAtriumApi } from './api/atriumApi.ts';
import { listenToFaults } from './app/listenToFaults.ts';
import { App } from './app/App.tsx';
import { BuildingBetweenVisits } from './app/buildingBetweenVisits.ts';
import { Entrance } from './app/entrance.ts';
import { PageVersion } from './app/pageVersion.ts';
import { readRoute } from './app/route.ts';
import { ServicesProvider } from './app/useServices.ts';
import type { Services } from './app/services.ts';
import { partArrivedEvent, untilFetched } from './api/untilFetched.ts';
import { watchKeyboardLayout } from './input/keyboardLayout.ts';
import { RingLog } from './log/ringLog.ts';
import { browserMedia } from './media/browserMedia.ts';
import { LocalMedia } from './media/devices/localMedia.ts';
import { createPersonVolumes } from './media/devices/personVolumes.ts';
import { createBlockedPeople } from './settings/blockedPeople.ts';
import { browserStore } from './settings/keyValueStore.ts';
import { createProfile } from './settings/profile.ts';
import { createSettingsStore, languageOf } from './settings/settings.ts';
import { createSoundPlayer } from './sounds/soundPlayer.ts';
import { ShownStrings } from './strings/shownStrings.ts';

const ringLog = new RingLog(() => Date.now());
const { log } = ringLog;
listenToFaults(window, log);
const pageVersion = new PageVersion({
  log,
  entryPath: document.querySelector('script[type=module][src]')?.getAttribute('src') ?? undefined,
  readPage: async () => (await fetch('/', { cache: 'no-store' })).text(),
});
// Vite tells of every part of the page that could not be fetched.
window.addEventListener('vite:preloadError', () => void pageVersion.partMissing());
window.addEventListener(partArrivedEvent, () => pageVersion.partArrived());
const storage = browserStore(() => window.localStorage, log.of('storage'));
const fetchFromServer: typeof fetch = (input, init) => fetch(input, init);
const profile = createProfile(storage, log.of('storage'));
const signIn = new SignIn({
  log: log.of('account'),
  fetch: fetchFromServer,
  storage,
  nowMs: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
});
const settings = createSettingsStore(storage, log.of('storage'));
const services: Services = {
  log,
  logText: () => ringLog.text,
  pageVersion,
  api: createAtriumApi(fetchFromServer, log, (worldId) => authorizationFor(worldId, signIn, profile)),
  profile,
  signIn,
  settings,
  keyboardLayout: watchKeyboardLayout({
    log: log.of('app'),
    readLayout:
      navigator.keyboard && (() => navigator.keyboard?.getLayoutMap() ?? Promise.resolve(new Map())),
    onKeyDown: (run) => window.addEventListener('keydown', run, true),
  }),
  strings: new ShownStrings(log),
  sounds: createSoundPlayer({
    isOn: (name) => settings.getState().sounds[name] ?? true,
    log: log.of('sounds'),
    createContext: () => new AudioContext({ latencyHint: 'interactive' }),
    nowMs: () => performance.now(),
    onPress(run) {
      const listening = new AbortController();
      for (const type of ['click', 'keydown'])
        window.addEventListener(type, run, { capture: true, signal: listening.signal });
      return () => listening.abort();
    },
  }),
  localMedia: new LocalMedia(storage, browserMedia(), log.of('devices')),
  volumes: createPersonVolumes(storage),
  blocked: createBlockedPeople(storage, log.of('storage')),
  buildingBetweenVisits: new BuildingBetweenVisits(),
  tabStorage: browserStore(() => window.sessionStorage, log.of('storage')),
};
const entrance = new Entrance(
  {
    ...services,
    beforeSignIn: () => services.buildingBetweenVisits.signedOut(),
    goTo: (address) => window.location.assign(address),
    nowMs: () => Date.now(),
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    openWorldFile: async (bytes) =>
      (await untilFetched(() => import('./app/openWorldFile.ts'))).openWorldFile(bytes),
  },
  readRoute(window.location.pathname, log),
);
void entrance.start();
const language = () => languageOf(settings.getState(), navigator.languages);
settings.subscribe(() => void services.strings.show(language()));

const host = document.getElementById('root');
if (host === null) throw new Error('index.html has no element with the id "root"');
const root = createRoot(host);
// Nobody sees the page in another language first.
void services.strings.show(language()).then(() => {
  root.render(
    <StrictMode>
      <ServicesProvider value={services}>
        <App entrance={entrance} />
        <Hints />
      </ServicesProvider>
    </StrictMode>,
  );
});
