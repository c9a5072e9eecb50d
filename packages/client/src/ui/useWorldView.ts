import { useEffect, useMemo, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { useReducedMotion, useServices } from '../app/useServices.ts';
import type { World } from '@atrium/world';
import type { Interaction } from '../visit/interaction.ts';
import type { SettingsStore } from '../settings/settings.ts';
import type { Visit } from '../visit/visit.ts';
import { goToTapped, showPerson } from '../visit/visitActions.ts';
import type { MediaControl } from '../media/mediaControl.ts';
import { fetchRendererAhead } from '../rendering/renderer.ts';
import { createWorldView } from '../rendering/worldView.ts';
import type { Highlighted, WorldScene, WorldView } from '../rendering/worldView.ts';
import { followBattery } from '../media/devices/battery.ts';
import { useMedia } from './media/useMedia.ts';
import { onVoices, voiceOf } from './media/voices.ts';
import { useSurface, useVisit } from './VisitContext.ts';

declare global {
  interface Window {
    /** For browser tests and the curious; only while in a World. */
    atrium?: {
      readonly session: Visit['session'];
      readonly media: MediaControl;
      readonly view: WorldView;
      /** What one builds. */
      readonly draft: () => World | undefined;
    };
  }
}

interface ShownWorld {
  readonly host: RefObject<HTMLDivElement | null>;
  readonly view: RefObject<WorldView | null>;
  /** The picture was moved away from oneself. */
  readonly isAway: boolean;
  readonly hasFailed: boolean;
}

/** After the first picture, what is wanted at once has the line to itself for so long, in ms. */
const surfaceRestMs = 700;

/** Draws the World into `host` from the moment somebody is in it. */
export function useWorldView(): ShownWorld {
  const visit = useVisit();
  const media = useMedia();
  const services = useServices();
  const { settings } = services;
  const log = useMemo(() => services.log.of('picture'), [services]);
  const reducedMotion = useReducedMotion();
  const wasOnline = useSurface((state) => state.wasOnline);
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<WorldView>(null);
  const [isAway, setAway] = useState(false);
  const [hasFailed, setFailed] = useState(false);

  // While the connection is made, what draws arrives.
  useEffect(() => fetchRendererAhead(rendererWished(), log), [log]);

  useEffect(() => {
    const element = host.current;
    if (!wasOnline || element === null) return;
    const listening = new AbortController();
    const open = async () => {
      const created = await createWorldView({
        host: element,
        log,
        scene: sceneOf(visit, media),
        renderer: rendererWished(),
        reducedMotion,
        isLively: !isStill(),
        framesPerSecond: framesWished(),
        isAlwaysDay: settings.getState().alwaysDay,
        zoom: settings.getState().zoom,
        onShown: () => {
          const timer = setTimeout(() => visit.surface.setState({ isPictureShown: true }), surfaceRestMs);
          listening.signal.addEventListener('abort', () => clearTimeout(timer));
        },
        onTap: (target) => goToTapped(visit, services, target),
        onMenu: (target) => showPerson(visit, target),
        onZoom: (zoom) => settings.setState({ zoom }),
        onAway: setAway,
      });
      if (listening.signal.aborted) return created.destroy();
      view.current = created;
      created.highlight(highlightOf(visit.surface.getState().interaction));
      const draft = () => visit.surface.getState().draft?.world;
      window.atrium = { session: visit.session, media, view: created, draft };
      const stop = keepDrawn(created, visit, media, settings);
      if (!isStill()) followBattery((isSpared) => created.setLively(!isSpared), log, listening.signal);
      listening.signal.addEventListener('abort', () => {
        stop();
        settings.setState({ zoom: created.chosenZoom });
        created.destroy();
        view.current = null;
        delete window.atrium;
      });
    };
    open().catch((cause: unknown) => {
      log.fault('The World cannot be drawn', cause);
      setFailed(true);
    });
    return () => listening.abort();
  }, [visit, media, services, settings, log, reducedMotion, wasOnline]);

  return { host, view, isAway, hasFailed };
}

/** Draws what happens, and shakes or outlines what it is about. Gives back what ends that. */
function keepDrawn(
  created: WorldView,
  visit: Visit,
  media: MediaControl,
  settings: SettingsStore,
): () => void {
  const showWorld = () => created.changeWorld(visit.surface.getState().draft ?? visit.space.now);
  // The World may have changed since, or be built on.
  showWorld();
  const { editorScene } = visit.surface.getState();
  if (editorScene !== undefined) created.edit(editorScene);
  const stops = [
    visit.session.on('wake', () => created.wake()),
    visit.session.on('worldChanged', showWorld),
    onVoices(visit, media, () => created.wake()),
    visit.session.on('refused', ({ blocker }) => {
      const seat = blocker?.kind === 'seat' ? visit.space.seat(blocker.id) : undefined;
      if (seat !== undefined) created.shake(seat.objectId);
    }),
    visit.picture.on('redraw', () => created.wake()),
    visit.picture.on('names', (personIds) => created.showNamesOf(personIds)),
    visit.picture.on('shake', (objectId) => created.shake(objectId)),
    visit.surface.subscribe(({ interaction, building, editorScene: scene }, before) => {
      created.highlight(building === 'off' ? highlightOf(interaction) : undefined);
      showWorld();
      if (scene !== before.editorScene) created.edit(scene);
    }),
    settings.subscribe(({ zoom, alwaysDay }, before) => {
      if (alwaysDay !== before.alwaysDay) created.setAlwaysDay(alwaysDay);
      if (zoom !== before.zoom && zoom !== created.chosenZoom) created.setZoom(zoom);
    }),
  ];
  return () => stops.forEach((stop) => stop());
}

/** `?renderer=canvas` draws without a GPU: for tests, and for machines whose WebGL is broken. */
function rendererWished(): 'auto' | 'webgl' | 'canvas' {
  const wished = new URLSearchParams(window.location.search).get('renderer');
  return wished === 'canvas' || wished === 'webgl' ? wished : 'auto';
}

/** `?fps=15` draws fewer frames: for tests, and for machines that are slow. */
function framesWished(): number | undefined {
  const wished = Number(new URLSearchParams(window.location.search).get('fps'));
  return wished >= 1 ? wished : undefined;
}

/** `?still` keeps everything still that lives at rest: for tests and pictures. */
function isStill(): boolean {
  return new URLSearchParams(window.location.search).has('still');
}

function highlightOf(interaction: Interaction | undefined): Highlighted | undefined {
  switch (interaction?.kind) {
    case 'sit':
      return { kind: 'seat', id: interaction.seatId };
    case 'use':
      return { kind: 'object', id: interaction.objectId };
    case 'knock':
      return { kind: 'door', id: interaction.doorId };
    case 'standUp':
    case undefined:
      return undefined;
  }
}

function sceneOf(visit: Visit, media: MediaControl): WorldScene {
  const { session } = visit;
  return {
    space: visit.space.now,
    avatars: (nowMs) => session.avatars(nowMs),
    isActive: (nowMs) => session.isActive(nowMs),
    advance: (nowMs) => session.advance(nowMs),
    get selfZoneId() {
      return session.self.zoneId;
    },
    get zoneCounts() {
      return session.zoneCounts;
    },
    signsOf: (personId) => visit.signs.of(personId),
    doorStates: session.rooms.doors,
    voiceOf: (personId) => voiceOf(media.state.getState(), personId, session.self.personId),
  };
}
