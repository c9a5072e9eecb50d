import { useCallback, useEffect } from 'react';
import type { RefObject } from 'react';
import { useLanguage, useServices, useStrings } from '../../app/useServices.ts';
import { draftLimits } from '@atrium/protocol';
import { packTiles } from '@atrium/world';
import type { World } from '@atrium/world';
import { saveFile } from '../../account/parts/saveFile.ts';
import type { DraftSession } from '../../build/draftSession.ts';
import type { DraftSessionState } from '../../build/draftState.ts';
import { describeFailure } from '../../build/publishPlan.ts';
import type { WorldView } from '../../rendering/worldView.ts';
import { Button } from '../controls/Button.tsx';
import { Spinner } from '../controls/Spinner.tsx';
import { useSurface, useVisit } from '../VisitContext.ts';
import { BuildScreen } from './BuildScreen.tsx';
import { useBuildStrings } from './buildStrings.ts';
import { useBuilding } from './useBuilding.ts';
import type { Building } from './useBuilding.ts';

interface BuildModeProps {
  readonly view: RefObject<WorldView | null>;
  /** What has the focus while one walks. */
  readonly region: RefObject<HTMLElement | null>;
}

/** Shaping the World that one is in. */
export function BuildMode({ view, region }: BuildModeProps) {
  const { surface } = useVisit();
  const { label } = useBuildStrings();
  const isEnding = useSurface(({ building }) => building === 'ending');
  const leave = useCallback(() => surface.setState({ building: 'off' }), [surface]);
  const building = useBuilding(isEnding, leave);
  useEffect(() => {
    const element = region.current;
    // Until then it takes no focus.
    return () => void requestAnimationFrame(() => element?.focus({ preventScroll: true }));
  }, [region]);
  if (building?.editor !== undefined && !isEnding) {
    const end = () => surface.setState({ building: 'ending' });
    return <BuildScreen session={building.session} editor={building.editor} view={view} onDone={end} />;
  }
  return (
    <div className="absolute inset-0 grid place-items-center bg-background/60 p-1">
      <div
        // Another reason is another dialog: it is read out.
        key={isEnding ? 'ending' : building?.state.kind}
        ref={focusOn}
        tabIndex={-1}
        role="dialog"
        aria-label={label}
        onKeyDown={({ key }) => key === 'Escape' && !isEnding && leave()}
        className="float-card flex max-w-[26rem] flex-col gap-1.5 p-2 text-body outline-none"
      >
        <InPlace
          building={building}
          isEnding={isEnding}
          onStay={() => surface.setState({ building: 'on' })}
          onDone={leave}
        />
      </div>
    </div>
  );
}

/** Takes the keyboard to what is in place of the plan. */
function focusOn(element: HTMLElement | null): void {
  element?.focus({ preventScroll: true });
}

interface InPlaceProps extends NotBuildingProps {
  readonly isEnding: boolean;
  readonly onStay: () => void;
}

/** What is said while there is no plan. */
function InPlace({ building, isEnding, onStay, onDone }: InPlaceProps) {
  if (!isEnding || building?.state.kind === 'lost')
    return <NotBuilding building={building} onDone={onDone} />;
  if (building?.isUnsaved !== true) return <Ending onDone={onDone} />;
  return <NotSaved session={building.session} onStay={onStay} onDone={onDone} />;
}

interface NotSavedProps extends Pick<InPlaceProps, 'onStay' | 'onDone'> {
  readonly session: DraftSession;
}

/** One wants to leave, and the server has not taken all: nothing is left behind unsaid. */
function NotSaved({ session, onStay, onDone }: NotSavedProps) {
  const strings = useBuildStrings();
  const all = useStrings();
  const { state } = session;
  const isEditing = state.kind === 'editing';
  const failure = isEditing && 'failure' in state.saving ? state.saving.failure : undefined;
  const lines = failure === undefined ? [] : describeFailure(failure, state, all);
  return (
    <>
      <h2 className="text-emphasis font-semibold">{strings.notSaved.title}</h2>
      {lines.map((line) => (
        <p key={line} className="wrap-anywhere">
          {line}
        </p>
      ))}
      <p>{strings.notSaved.text}</p>
      <SaveAsFile world={isEditing ? state.history.world : undefined} />
      <div className="flex flex-wrap justify-end gap-1">
        <Button look="secondary" onClick={onDone}>
          {strings.notSaved.leave}
        </Button>
        <Button look="primary" onClick={onStay}>
          {strings.notSaved.stay}
        </Button>
      </div>
    </>
  );
}

/** What is not saved yet is on its way; nobody has to wait for that. */
function Ending({ onDone }: { readonly onDone: () => void }) {
  const strings = useBuildStrings();
  return (
    <>
      <Spinner label={strings.saving.unsaved} />
      <Button look="secondary" onClick={onDone}>
        {strings.close}
      </Button>
    </>
  );
}

interface NotBuildingProps {
  readonly building: Building | undefined;
  readonly onDone: () => void;
}

/** Why there is nothing to edit, or not yet. */
function NotBuilding({ building, onDone }: NotBuildingProps) {
  const strings = useBuildStrings();
  if (building === undefined) return <Opening onDone={onDone} />;
  const { state } = building;
  const close = (
    <Button look="secondary" onClick={onDone}>
      {strings.close}
    </Button>
  );
  switch (state.kind) {
    case 'held':
      return <Held building={building} state={state} onDone={onDone} />;
    case 'lost':
      return <Lost state={state} onDone={onDone} />;
    case 'unreadable':
      return <Unreadable building={building} state={state} onDone={onDone} />;
    case 'failed':
      return (
        <>
          <p>{strings.cannotOpen}</p>
          <div className="flex flex-wrap justify-end gap-1">
            {close}
            <Button look="primary" onClick={() => void building.session.open()}>
              {strings.tryAgain}
            </Button>
          </div>
        </>
      );
    default:
      return <Opening onDone={onDone} />;
  }
}

function Opening({ onDone }: { readonly onDone: () => void }) {
  const strings = useBuildStrings();
  return (
    <>
      <Spinner label={strings.opening} />
      <Button look="secondary" onClick={onDone}>
        {strings.close}
      </Button>
    </>
  );
}

interface EndProps<Kind extends DraftSessionState['kind']> {
  readonly state: Extract<DraftSessionState, { readonly kind: Kind }>;
  readonly onDone: () => void;
}

function Held({ building, state, onDone }: EndProps<'held'> & { readonly building: Building }) {
  const strings = useBuildStrings();
  const language = useLanguage();
  const { signIn } = useServices();
  const { lease, nowMs, unsaved } = state;
  const isOwn = lease.personId === signIn.account?.personId;
  const mayTakeOver = isOwn || building.mayTakeOver || nowMs - lease.activeAt >= draftLimits.idleMs;
  const since = new Date(lease.since).toLocaleTimeString(language, { timeStyle: 'short' });
  return (
    <>
      <h2 dir="auto" className="text-emphasis font-semibold wrap-anywhere">
        {strings.held.title(lease.name)}
      </h2>
      <p>{isOwn ? strings.held.self : strings.held.text(since)}</p>
      <p className="text-secondary">{mayTakeOver ? strings.held.mayTakeOver : strings.held.later}</p>
      <Unsaved world={unsaved} />
      <div className="flex flex-wrap justify-end gap-1">
        <Button look="secondary" onClick={onDone}>
          {strings.close}
        </Button>
        <Button look="primary" onClick={() => void building.session.open({ takeOver: mayTakeOver })}>
          {mayTakeOver ? strings.held.takeOver : strings.tryAgain}
        </Button>
      </div>
    </>
  );
}

function Lost({ state: { code, unsaved }, onDone }: EndProps<'lost'>) {
  const { lost, close } = useBuildStrings();
  const why = code === 'lease_lost' || code === 'lease_held' ? lost.takenOver : lost.ended;
  const hasNoRight = code === 'not_allowed' || code === 'banned' || code === 'signed_out';
  return (
    <>
      <h2 className="text-emphasis font-semibold">{lost.title}</h2>
      <p>{hasNoRight ? lost.noRight : why}</p>
      {unsaved === undefined && <p>{lost.saved}</p>}
      <Unsaved world={unsaved} />
      <Button look="secondary" className="self-end" onClick={onDone}>
        {close}
      </Button>
    </>
  );
}

/** A draft that this Atrium cannot open is kept, and given as a file. */
function Unreadable({
  building,
  state: { unread },
  onDone,
}: EndProps<'unreadable'> & { readonly building: Building }) {
  const { unreadable, lost, close } = useBuildStrings();
  const { worldId } = useVisit().space.world;
  const file = () => new Blob([unread.file], { type: 'application/json' });
  return (
    <>
      <h2 className="text-emphasis font-semibold">{unreadable.title}</h2>
      <p>{unread.isNewer ? unreadable.newer : unreadable.broken}</p>
      <p>{unreadable.stays[unread.where]}</p>
      <Button
        look="secondary"
        className="self-start"
        onClick={() => saveFile(`${worldId}.world.json`, file())}
      >
        {lost.download}
      </Button>
      <div className="flex flex-wrap justify-end gap-1">
        {unread.where === 'device' && (
          <Button look="danger" onClick={() => void building.session.open({ withoutKept: true })}>
            {unreadable.without}
          </Button>
        )}
        <Button look="secondary" onClick={onDone}>
          {close}
        </Button>
      </div>
    </>
  );
}

/** What only this device has, as a file. */
function Unsaved({ world }: { readonly world: World | undefined }) {
  const { lost } = useBuildStrings();
  const { surface } = useVisit();
  const isOffered = world !== undefined;
  useEffect(() => {
    surface.setState({ offersDraft: isOffered });
    return () => surface.setState({ offersDraft: false });
  }, [surface, isOffered]);
  if (world === undefined) return null;
  return (
    <>
      <p>{lost.unsaved}</p>
      <SaveAsFile world={world} />
    </>
  );
}

function SaveAsFile({ world }: { readonly world: World | undefined }) {
  const { lost } = useBuildStrings();
  if (world === undefined) return null;
  const file = () => new Blob([JSON.stringify(packTiles(world))], { type: 'application/json' });
  return (
    <Button
      look="secondary"
      className="self-start"
      onClick={() => saveFile(`${world.worldId}.world.json`, file())}
    >
      {lost.download}
    </Button>
  );
}
