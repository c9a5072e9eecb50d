import { DoorClosed, Lock } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { useStore } from 'zustand';
import type { Role } from '@atrium/world';
import { optionsOf } from '../../account/parts/Choice.tsx';
import { useKeyBindings, useSettings, useStrings } from '../../app/useServices.ts';
import type { Editor } from '../../build/editor.ts';
import { placesOf } from '../../build/tools.ts';
import { WalkThrough as Walk } from '../../build/walkThrough.ts';
import { attachWorldKeyboard } from '../../input/worldKeyboard.ts';
import { pictureAt } from '../../rendering/camera/camera.ts';
import { ObjectLooks } from '../../rendering/objects/objectLooks.ts';
import { createPick } from '../../rendering/picking/pick.ts';
import type { EditorScene, WorldScene } from '../../rendering/scene.ts';
import { editorViewpoints } from '../../rendering/viewpoint.ts';
import type { WorldView } from '../../rendering/worldView.ts';
import type { Visit } from '../../visit/visit.ts';
import { Button } from '../controls/Button.tsx';
import { Select } from '../controls/Select.tsx';
import { Switch } from '../controls/Switch.tsx';
import { keyLabel } from '../keyLabel.ts';
import { useMedia } from '../media/useMedia.ts';
import { useMediaActions } from '../media/useMediaActions.ts';
import { useVisit } from '../VisitContext.ts';
import { listenToPointers } from './buildPointers.ts';
import { useBuildStrings } from './buildStrings.ts';
import type { Aim } from './followPointers.ts';

interface WalkThroughProps {
  readonly editor: Editor;
  readonly view: RefObject<WorldView | null>;
  readonly onEnd: () => void;
}

/** Walking through the draft, as the people will who come to it. Nothing is sent. */
export function WalkThrough({ editor, view, onEnd }: WalkThroughProps) {
  const visit = useVisit();
  const { walk: words } = useBuildStrings();
  const element = useRef<HTMLDivElement>(null);
  const [walk] = useState(() => beginWalk(visit, editor, view));
  const draft = useStore(editor.store, ({ space }) => space);
  useWalkInView(walk, element, view);
  useWalkKeys(walk, element, onEnd);
  // Another person has published: the draft has changed.
  useEffect(() => {
    if (draft !== walk.space) onEnd();
  }, [draft, walk, onEnd]);
  return (
    <>
      <div
        ref={element}
        role="application"
        tabIndex={0}
        aria-label={words.region}
        aria-describedby="walk-help"
        className="absolute inset-0 touch-none outline-none select-none after:pointer-events-none after:absolute after:inset-0 after:border-2 after:border-transparent focus-visible:after:border-focus"
      />
      <div
        role="region"
        aria-label={words.label}
        className="pointer-events-none absolute inset-x-1 top-[max(0.5rem,env(safe-area-inset-top))] flex flex-col items-center gap-1 *:pointer-events-auto"
      >
        <WalkBar walk={walk} onEnd={onEnd} />
        <ClosedDoor walk={walk} focus={() => element.current?.focus()} />
      </div>
    </>
  );
}

/** Begins at the start place that is selected, else where one stands oneself. */
function beginWalk({ session, surface }: Visit, editor: Editor, view: WalkThroughProps['view']): Walk {
  const { selection, space } = editor.store.getState();
  const start = space.world.spawnPoints.find(({ id }) => selection.ids.has(id));
  const [tile] = start === undefined ? [] : placesOf(space.world, { ids: new Set([start.id]) });
  const { x, y } = session.self.place;
  return new Walk({
    space,
    from: tile === undefined ? { x, y } : { x: tile.x + 0.5, y: tile.y + 0.5 },
    role: session.self.role,
    doors: surface.getState().doors,
    now: () => performance.now(),
    wake: () => view.current?.wake(),
  });
}

/** What the picture shows of it: oneself alone, for the others are in the published World. */
function sceneOfWalk(walk: Walk, { session, signs }: Visit): WorldScene {
  return {
    space: walk.space,
    avatars(nowMs) {
      const { x, y, facing, state } = walk.pictureAt(nowMs);
      const self = session.avatars(nowMs).filter(({ isSelf }) => isSelf);
      return self.map((avatar) => ({ ...avatar, x, y, facing, state, fade: 'here' }));
    },
    isActive: (nowMs) => walk.isActive(nowMs) || session.isActive(nowMs),
    advance(nowMs) {
      session.advance(nowMs);
      walk.advance(nowMs);
    },
    get selfZoneId() {
      return walk.place.zoneId;
    },
    zoneCounts: new Map(),
    signsOf: (personId) => signs.of(personId),
    doorStates: walk.doors,
  };
}

/** Lets the picture follow the walk, and pointers say where to go and move the picture. */
function useWalkInView(
  walk: Walk,
  element: RefObject<HTMLDivElement | null>,
  view: WalkThroughProps['view'],
): void {
  const visit = useVisit();
  const { surface } = visit;
  useEffect(() => {
    const plan = element.current;
    if (plan === null) return;
    let aim: Aim | undefined;
    const editorScene: EditorScene = {
      viewpoint: editorViewpoints.cut,
      walk: sceneOfWalk(walk, visit),
      aimed: (camera, viewport) => (aim = { camera, viewport }),
    };
    surface.setState({ editorScene });
    const pick = createPick(walk.space, new ObjectLooks());
    const stop = listenToPointers(plan, {
      hover: () => undefined,
      press: () => plan.focus({ preventScroll: true }),
      drag: () => undefined,
      release({ x, y }, _keys, isDrag) {
        if (!isDrag && aim !== undefined) walk.goTo(pick([], pictureAt(aim.camera, aim.viewport, x, y)));
      },
      cancel: () => undefined,
      pan: (dx, dy) => view.current?.panBy(dx, dy),
      zoom: (factor, { x, y }, isDirect) => view.current?.zoomAt(factor, x, y, isDirect),
    });
    return () => {
      stop();
      surface.setState({ editorScene: undefined });
    };
  }, [walk, element, view, visit, surface]);
}

/** The keys that walk in the World walk here, and those of one's microphone and camera go on working. */
function useWalkKeys(walk: Walk, element: RefObject<HTMLDivElement | null>, onEnd: () => void): void {
  const media = useMedia();
  const actions = useMediaActions();
  const keys = useKeyBindings();
  const { singleKeys } = useSettings();
  useEffect(() => {
    const region = element.current;
    if (region === null) return;
    region.focus({ preventScroll: true });
    return attachWorldKeyboard({
      region,
      keys: () => keys,
      singleKeys: () => singleKeys,
      walk: (direction) => walk.walk(direction),
      hold: (action, isHeld) => action === 'pushToTalk' && media.pushToTalk(isHeld),
      escape: onEnd,
      act(action) {
        if (action === 'interact') walk.interact();
        else if (action === 'microphone' || action === 'camera') actions.press(action);
      },
    });
  }, [walk, element, media, actions, keys, singleKeys, onEnd]);
}

function WalkBar({ walk, onEnd }: { readonly walk: Walk; readonly onEnd: () => void }) {
  const { walk: words, inspector } = useBuildStrings();
  const { zoneTypes } = useStrings();
  const { session } = useVisit();
  const { role, hasPeople, zone } = useStore(walk.store);
  const own = session.self.role;
  const roles = useMemo(() => [...new Set<Role>(['Guest', 'Member', own])], [own]);
  return (
    <header
      onKeyDown={(event) => event.key === 'Escape' && onEnd()}
      className="float-card flex max-w-full flex-col gap-0.5 px-1 py-0.5"
    >
      <div className="flex flex-wrap items-center justify-center gap-x-2 gap-y-0.5">
        <div className="min-w-0">
          <h1 className="text-body font-semibold">{words.label}</h1>
          <p role="status" className="text-caption text-secondary">
            {words.inZone(zone.name, zoneTypes[zone.type])}
          </p>
        </div>
        <label className="flex items-center gap-1 text-body">
          {words.as}
          <Select
            value={role}
            options={optionsOf(roles, inspector.roles)}
            onChange={(chosen) => walk.become(chosen)}
          />
        </label>
        <Switch label={words.people} isOn={hasPeople} onChange={(isOn) => walk.setPeople(isOn)} />
        <Button look="primary" onClick={onEnd}>
          {words.end}
        </Button>
      </div>
      <p id="walk-help" className="text-center text-caption text-secondary">
        {words.help}
      </p>
    </header>
  );
}

/** Why a Door does not open, and what one can do about it. */
function ClosedDoor({ walk, focus }: { readonly walk: Walk; readonly focus: () => void }) {
  const { walk: words } = useBuildStrings();
  const strings = useStrings();
  const keys = useKeyBindings();
  const { singleKeys } = useSettings();
  const closed = useStore(walk.store, (state) => state.closed);
  if (closed === undefined) return null;
  const { door, room, why } = closed;
  const Icon = why === 'locked' ? Lock : DoorClosed;
  const knock = () => {
    walk.interact();
    focus();
  };
  return (
    <div
      role="alert"
      className="float-card flex max-w-[26rem] animate-drop items-start gap-1 p-1.5 text-body"
    >
      <Icon aria-hidden className="mt-0.25 size-2 shrink-0 text-accent" />
      <div className="flex flex-col items-start gap-1">
        <p>
          <bdi className="font-semibold">{room}</bdi>: {words.closed[why]}{' '}
          {why === 'role' && strings.zone.forRoles(door.access.allowedRoles ?? [])}
        </p>
        {why === 'knock' && (
          <Button look="secondary" onClick={knock}>
            {words.knock(keyLabel(singleKeys ? keys.interact : 'enter', strings))}
          </Button>
        )}
      </div>
    </div>
  );
}
