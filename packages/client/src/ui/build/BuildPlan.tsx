import { memo, useEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, RefObject } from 'react';
import { useStore } from 'zustand';
import { areaOfZone, isError } from '@atrium/world';
import type { Rectangle } from '@atrium/world';
import type { Editor } from '../../build/editor.ts';
import { placesOf } from '../../build/tools.ts';
import type { Fit } from '../../build/tools.ts';
import { pictureOrigin } from '../../rendering/camera/camera.ts';
import type { CameraState } from '../../rendering/camera/camera.ts';
import { screenX, screenY } from '../../rendering/iso/projection.ts';
import { surfacesOf } from '../../rendering/objects/objectPlacing.ts';
import type { Surfaces } from '../../rendering/objects/objectPlacing.ts';
import type { EditorScene } from '../../rendering/scene.ts';
import { editorViewpoints } from '../../rendering/viewpoint.ts';
import type { EditorWalls } from '../../rendering/viewpoint.ts';
import type { WorldView } from '../../rendering/worldView.ts';
import { useVisit } from '../VisitContext.ts';
import type { PlanLook } from './BuildBar.tsx';
import { FlatPlan } from './FlatPlan.tsx';
import { followPointers } from './followPointers.ts';
import type { Aim } from './followPointers.ts';
import { Ghost } from './Ghost.tsx';
import { useLooks } from './Looks.tsx';
import { liftOf } from './ObjectPicture.tsx';
import { zoneColours } from './palettes.ts';
import { TouchMarks } from './TouchMarks.tsx';
import { usePlanInHand } from './useEditing.ts';
import { useGhostFollower } from './useGhostFollower.ts';

export interface BuildPlanProps {
  readonly editor: Editor;
  readonly view: RefObject<WorldView | null>;
  readonly look: PlanLook;
  /** What it is for those who do not see it. */
  readonly label: string;
  /** Where the picture was when the plan was last in hand. */
  readonly lookedAt: RefObject<CameraState | undefined>;
  readonly onKey: (event: KeyboardEvent<HTMLDivElement>) => void;
}

/** The World as an editor has it in hand: takes pointers and keys, and shows what is selected and what would be done. */
export function BuildPlan(props: BuildPlanProps) {
  const { editor, view, look, label, lookedAt, onKey } = props;
  const plan = useRef<HTMLDivElement>(null);
  const marks = useRef<SVGGElement>(null);
  const ghosts = useRef<HTMLDivElement>(null);
  const [hovered, setHovered] = useState<string | undefined>();
  const isSelecting = useStore(editor.store, ({ tool }) => tool === 'select');
  const aim = useAim(look.walls === 'full' ? 'full' : 'cut', { marks, ghosts, lookedAt, view });
  const looks = useLooks();
  const follower = useGhostFollower(editor);
  useRevealing(editor, view, aim);
  usePlanInHand(editor);

  useEffect(() => {
    const element = plan.current;
    if (element === null) return;
    element.focus({ preventScroll: true });
    return followPointers(element, {
      editor,
      looks,
      aim: () => aim.current,
      view: () => view.current,
      follow: follower.follow,
      setHovered,
    });
  }, [editor, looks, view, aim, follower]);

  return (
    <div
      ref={plan}
      role="application"
      tabIndex={0}
      aria-label={label}
      aria-describedby="build-keys"
      data-build-plan
      onKeyDown={onKey}
      className={`${isSelecting ? 'cursor-default' : 'cursor-crosshair'} absolute inset-0 touch-none overflow-clip outline-none select-none after:pointer-events-none after:absolute after:inset-0 after:border-2 after:border-transparent focus-visible:after:border-focus`}
    >
      <svg aria-hidden className="pointer-events-none absolute inset-0 size-full overflow-visible">
        <g ref={marks} fill="none" strokeLinejoin="round">
          {look.walls === 'plan' && <FlatPlan editor={editor} />}
          {look.showsZones && <ZoneMarks editor={editor} />}
          <PlaceMarks editor={editor} />
          <PointedAt editor={editor} id={hovered} />
          <Links editor={editor} />
          <Selected editor={editor} />
          <ProblemMarks editor={editor} />
          <g ref={follower.outlines}>
            <PlanMarks editor={editor} />
          </g>
          <CursorMark editor={editor} />
        </g>
      </svg>
      <div ref={ghosts} className="pointer-events-none absolute top-0 left-0 size-0 origin-top-left">
        <div aria-hidden ref={follower.ghosts} className="will-change-transform">
          <Ghosts editor={editor} />
        </div>
        <TouchMarks editor={editor} aim={() => aim.current} />
      </div>
    </div>
  );
}

interface AimParts extends Pick<BuildPlanProps, 'view' | 'lookedAt'> {
  readonly marks: RefObject<SVGGElement | null>;
  readonly ghosts: RefObject<HTMLDivElement | null>;
}

/** Lets the picture show the World as an editor sees it, and keeps what lies over it in step with the camera. */
function useAim(walls: EditorWalls, parts: AimParts): RefObject<Aim | null> {
  const { marks, ghosts, lookedAt, view } = parts;
  const { surface } = useVisit();
  const aim = useRef<Aim>(null);
  useEffect(() => {
    let before = lookedAt.current;
    const editorScene: EditorScene = {
      viewpoint: editorViewpoints[walls],
      aimed(camera, viewport) {
        aim.current = { camera, viewport };
        if (before !== undefined) lookAt(before, aim.current, view.current);
        before = undefined;
        lookedAt.current = camera;
        const ratio = window.devicePixelRatio;
        const { x, y } = pictureOrigin(camera, viewport, ratio);
        const origin = `${x / ratio}, ${y / ratio}`;
        const { zoom } = camera;
        // The unit of the marks is one tile, that of the ghosts one px of the picture.
        const tile = [screenX(1, 0), screenY(1, 0), screenX(0, 1), screenY(0, 1)].map((px) => px * zoom);
        marks.current?.setAttribute('transform', `matrix(${tile.join(', ')}, ${origin})`);
        if (ghosts.current === null) return;
        ghosts.current.style.setProperty('--zoom', String(zoom));
        ghosts.current.style.transform = `matrix(${zoom}, 0, 0, ${zoom}, ${origin})`;
      },
    };
    surface.setState({ editorScene });
  }, [surface, walls, marks, ghosts, lookedAt, view]);
  useEffect(() => () => surface.setState({ editorScene: undefined }), [surface]);
  return aim;
}

/** Moves the picture to where it was before. */
function lookAt(kept: CameraState, { camera, viewport }: Aim, view: WorldView | null): void {
  if (view === null) return;
  const { zoom } = kept;
  if (camera.zoom !== zoom) view.zoomAt(zoom / view.zoom, viewport.width / 2, viewport.height / 2, true);
  view.panBy((camera.centreX - kept.centreX) * zoom, (camera.centreY - kept.centreY) * zoom);
}

/** Moves the picture to what is asked for. */
function useRevealing(editor: Editor, view: RefObject<WorldView | null>, aim: RefObject<Aim | null>): void {
  const revealed = useStore(editor.store, (state) => state.revealed);
  useEffect(() => {
    if (revealed === undefined || aim.current === null) return;
    const { x, y } = revealed.place;
    const { centreX, centreY, zoom } = aim.current.camera;
    view.current?.panBy((centreX - screenX(x, y)) * zoom, (centreY - screenY(x, y)) * zoom);
  }, [view, aim, revealed]);

  const cursor = useStore(editor.store, (state) => state.cursor);
  useEffect(() => {
    if (cursor === undefined || aim.current === null) return;
    const { camera, viewport } = aim.current;
    const offX = (screenX(cursor.to.x, cursor.to.y) - camera.centreX) * camera.zoom;
    const offY = (screenY(cursor.to.x, cursor.to.y) - camera.centreY) * camera.zoom;
    // What lies beside the plan covers its edges.
    const isInView = Math.abs(offX) < viewport.width * 0.3 && Math.abs(offY) < viewport.height * 0.3;
    if (!isInView) view.current?.panBy(-offX, -offY);
  }, [view, aim, cursor]);
}

interface TilesProps {
  readonly area: readonly Rectangle[];
  readonly stroke: string;
  readonly fill?: string;
  readonly width?: number;
  readonly dash?: string;
  readonly className?: string;
}

/** Tiles with an outline, in tiles. */
function Tiles({ area, stroke, fill = 'none', width = 2, dash, className }: TilesProps) {
  return area.map(({ x, y, width: tilesX, height: tilesY }, place) => (
    <rect
      key={place}
      x={x}
      y={y}
      width={tilesX}
      height={tilesY}
      stroke={stroke}
      fill={fill}
      strokeWidth={width}
      strokeDasharray={dash}
      vectorEffect="non-scaling-stroke"
      className={className}
    />
  ));
}

interface MarksProps {
  readonly editor: Editor;
}

// There may be hundreds: they are rendered when they are others, and not with each step or move of the pointer.
const ZoneMarks = memo(function ZoneMarks({ editor }: MarksProps) {
  const zones = useStore(editor.store, ({ draft }) => draft.history.world.zones);
  return zones.map((zone) => (
    <g key={zone.id} fillOpacity={0.14}>
      <Tiles
        area={areaOfZone(zone)}
        stroke={zoneColours[zone.type]}
        fill={zoneColours[zone.type]}
        width={1}
      />
    </g>
  ));
});

/** Doors, and the places where people arrive, which are drawn nowhere else. */
const PlaceMarks = memo(function PlaceMarks({ editor }: MarksProps) {
  const spawnPoints = useStore(editor.store, ({ draft }) => draft.history.world.spawnPoints);
  const doors = useStore(editor.store, ({ draft }) => draft.history.world.doors);
  const passages = useStore(editor.store, ({ draft }) => draft.history.world.passages);
  return (
    <>
      {spawnPoints.map(({ id, position: { x, y } }) => (
        <g key={id}>
          <circle cx={x + 0.5} cy={y + 0.5} r={0.36} fill="var(--color-speaking)" fillOpacity={0.45} />
          <circle cx={x + 0.5} cy={y + 0.5} r={0.16} fill="var(--color-speaking)" />
        </g>
      ))}
      {[...doors, ...passages].map(({ id, bounds }) => (
        <Tiles key={id} area={[bounds]} stroke="var(--color-accent)" width={1} dash="4 3" />
      ))}
    </>
  );
});

function PointedAt({ editor, id }: MarksProps & { readonly id: string | undefined }) {
  const world = useStore(editor.store, ({ draft }) => draft.history.world);
  const area = id === undefined ? [] : placesOf(world, { ids: new Set([id]) });
  return <Tiles area={area} stroke="var(--color-white)" width={1} />;
}

function Selected({ editor }: MarksProps) {
  const world = useStore(editor.store, ({ draft }) => draft.history.world);
  const selection = useStore(editor.store, (state) => state.selection);
  const area = useMemo(() => placesOf(world, selection), [world, selection]);
  return <Tiles area={area} stroke="var(--color-focus)" fill="rgb(140 184 255 / 18%)" />;
}

/** The links of what is selected; of everything while one links. */
const Links = memo(function Links({ editor }: MarksProps) {
  const objects = useStore(editor.store, ({ draft }) => draft.history.world.objects);
  const { ids } = useStore(editor.store, (state) => state.selection);
  const isLinking = useStore(editor.store, ({ tool }) => tool === 'link');
  const hasAny = isLinking || ids.size > 0;
  const byId = useMemo(
    () => new Map(hasAny ? objects.map((object) => [object.id, object]) : []),
    [objects, hasAny],
  );
  const lines = (hasAny ? objects : []).flatMap((object) =>
    (object.linkedObjects ?? []).flatMap((otherId) => {
      const other = byId.get(otherId);
      const isShown = isLinking || ids.has(object.id) || ids.has(otherId);
      return isShown && other !== undefined ? [{ from: object, to: other }] : [];
    }),
  );
  return lines.map(({ from, to }) => (
    <line
      key={`${from.id} ${to.id}`}
      x1={from.position.x + 0.5}
      y1={from.position.y + 0.5}
      x2={to.position.x + 0.5}
      y2={to.position.y + 0.5}
      stroke="var(--color-accent)"
      strokeWidth={2}
      strokeLinecap="round"
      vectorEffect="non-scaling-stroke"
    />
  ));
});

/** A draft may have thousands of problems; one sees where to begin. */
const mostProblemMarks = 200;

/** Errors and warnings differ in their lines, not in colour alone. */
function ProblemMarks({ editor }: { readonly editor: Editor }) {
  const problems = useStore(editor.store, (state) => state.problems) ?? [];
  const errorsFirst = [...problems].sort((a, b) => Number(isError(b)) - Number(isError(a)));
  return errorsFirst
    .slice(0, mostProblemMarks)
    .map((problem, place) => (
      <Tiles
        key={place}
        area={problem.about.tiles}
        stroke={isError(problem) ? 'var(--color-danger)' : 'var(--color-accent)'}
        dash={isError(problem) ? '6 4' : '2 3'}
        className="motion-safe:animate-pulse"
      />
    ));
}

const fitColours: Readonly<Record<Fit, string>> = {
  fits: 'var(--color-speaking)',
  doubtful: 'var(--color-accent)',
  refused: 'var(--color-danger)',
};

/** What the gesture under way is about. A broken line says that it cannot be done: colour alone would not. */
function PlanMarks({ editor }: { readonly editor: Editor }) {
  const plan = useStore(editor.store, (state) => state.plan);
  if (plan === undefined) return null;
  const colour = fitColours[plan.fit];
  return (
    <g fillOpacity={0.2}>
      <Tiles
        area={plan.area}
        stroke={colour}
        fill={colour}
        {...(plan.fit === 'refused' ? { dash: '6 4' } : {})}
      />
      <Tiles area={plan.walls ?? []} stroke="none" fill="var(--color-text)" />
      <g fillOpacity={0.9}>
        <Tiles area={plan.doors ?? []} stroke="var(--color-accent)" fill="var(--color-accent)" />
      </g>
    </g>
  );
}

/** The tile of the keyboard. */
function CursorMark({ editor }: { readonly editor: Editor }) {
  const cursor = useStore(editor.store, (state) => state.cursor);
  if (cursor === undefined) return null;
  return <Tiles area={[{ ...cursor.to, width: 1, height: 1 }]} stroke="var(--color-focus)" width={3} />;
}

/** Each is a drawing of its own, made anew at each tile. Of more, the outlines show where they go. */
const mostGhosts = 60;

function Ghosts({ editor }: { readonly editor: Editor }) {
  const ghosts = useStore(editor.store, ({ plan }) => plan?.ghosts);
  const objects = useStore(editor.store, ({ draft }) => draft.history.world.objects);
  const standing = useMemo(() => surfacesOf(objects), [objects]);
  // A computer comes with its desk.
  const coming = useMemo(() => surfacesOf(ghosts ?? []), [ghosts]);
  const surfaces: Surfaces = (tile) => coming(tile) || standing(tile);
  return ghosts
    ?.slice(0, mostGhosts)
    .map((object, place) => (
      <Ghost key={object.id || place} object={object} liftPx={liftOf(object, surfaces)} />
    ));
}
