import { useId, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { compareWorlds } from '@atrium/world';
import type { World, WorldIssue } from '@atrium/world';
import { useStrings } from '../../app/useServices.ts';
import type { DraftSession } from '../../build/draftSession.ts';
import type { EditingState } from '../../build/draftState.ts';
import { countProblems } from '../../build/describeProblem.ts';
import { effectsBetween } from '../../build/publishEffects.ts';
import type { PersonInside } from '../../build/publishEffects.ts';
import {
  describeConflicts,
  describeEffects,
  describeFailure,
  hindranceOf,
  nextVersion,
} from '../../build/publishPlan.ts';
import type { Bump, PublishHindrance } from '../../build/publishPlan.ts';
import { describeComparison } from '../../strings/describeComparison.ts';
import { Button } from '../controls/Button.tsx';
import { Modal } from '../controls/Modal.tsx';
import { Spinner } from '../controls/Spinner.tsx';
import { useBuildStrings } from './buildStrings.ts';

interface PublishDialogProps {
  readonly session: DraftSession;
  readonly state: EditingState;
  /** Those of the World under edit; `undefined`: they are still being looked for, `unchecked`: this device cannot. */
  readonly problems: readonly WorldIssue[] | 'unchecked' | undefined;
  /** The version that people walk in. */
  readonly published: World;
  readonly people: readonly PersonInside[];
  readonly lockedDoorIds: ReadonlySet<string>;
  readonly onShowProblems: () => void;
  readonly onClose: () => void;
  readonly onPublished: () => void;
}

/** As long as the server takes. */
const noteLength = 200;

/** Says what a draft changes, for whom, and makes it the next version. */
export function PublishDialog(props: PublishDialogProps) {
  const { session, state, problems, published, onShowProblems, onClose, onPublished } = props;
  const words = useBuildStrings().publish;
  const [note, setNote] = useState('');
  const [bump, setBump] = useState<Bump>('minor');
  const { comparison, changes, effects } = useChanges(props);
  const { doing, failure, publish, rebase } = useDoings(session);
  const hindrance =
    doing === 'publish'
      ? undefined
      : hindranceOf(state, problems === 'unchecked' ? [] : problems, comparison);
  // Compared with a version that the draft does not begin with, nothing would be true.
  const isShown = hindrance !== 'outdated' && hindrance !== 'unchanged';
  const hindranceId = useId();
  return (
    <Modal title={words.title} text={words.text} onClose={onClose}>
      <form
        className="flex flex-col gap-1.5"
        onSubmit={(event) => {
          event.preventDefault();
          if (doing === undefined && hindrance === undefined)
            void publish(note, bump).then((isDone) => isDone && onPublished());
        }}
      >
        <Conflicts state={state} />
        {isShown && <Sentences title={words.changesTitle} sentences={changes} />}
        {isShown && <Sentences title={words.effectsTitle} sentences={effects} />}
        <Hindrance id={hindranceId} hindrance={hindrance}>
          {hindrance === 'outdated' && (
            <Button look="secondary" aria-disabled={doing !== undefined} onClick={() => void rebase()}>
              {doing === 'rebase' ? words.rebasing : words.rebase}
            </Button>
          )}
        </Hindrance>
        <Problems problems={problems} hindrance={hindrance} onShowProblems={onShowProblems} />
        <Note note={note} onChange={setNote} />
        <BumpChoice version={published.version} bump={bump} onChange={setBump} />
        <Failure lines={failure} />
        <div className="flex flex-wrap justify-end gap-1">
          <Button look="secondary" onClick={onClose}>
            {words.cancel}
          </Button>
          <Button
            look="primary"
            type="submit"
            aria-disabled={doing !== undefined || hindrance !== undefined}
            aria-describedby={hindrance === undefined ? undefined : hindranceId}
            className="aria-disabled:opacity-60"
          >
            {doing === 'publish' ? words.publishing : words.publish}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function useChanges({ state, published, people, lockedDoorIds }: PublishDialogProps) {
  const { publish: words, problems } = useBuildStrings();
  const { world } = state.history;
  const comparison = useMemo(() => compareWorlds(published, world), [published, world]);
  const changes = useMemo(() => describeComparison(comparison, words.changes), [comparison, words]);
  const foresee = useMemo(() => effectsBetween(published, world), [published, world]);
  const effects = useMemo(
    () => describeEffects(foresee(people, lockedDoorIds), published, words.effects, problems.words),
    [foresee, people, lockedDoorIds, published, words, problems],
  );
  return { comparison, changes, effects };
}

/** What is asked of the server: one thing at a time, and why the last one was not done. */
function useDoings(session: DraftSession) {
  const strings = useStrings();
  const [doing, setDoing] = useState<'publish' | 'rebase' | undefined>();
  const [failure, setFailure] = useState<readonly string[]>([]);
  const run = async (what: 'publish' | 'rebase', ask: () => ReturnType<DraftSession['publish']>) => {
    setDoing(what);
    setFailure([]);
    const answer = await ask();
    setDoing(undefined);
    if (!answer.ok) setFailure(describeFailure(answer.failure, session.state, strings));
    return answer.ok;
  };
  return {
    doing,
    failure,
    publish: (note: string, bump: Bump) => run('publish', () => session.publish(note, bump)),
    rebase: () => run('rebase', () => session.rebase()),
  };
}

function Sentences({ title, sentences }: { readonly title: string; readonly sentences: readonly string[] }) {
  if (sentences.length === 0) return null;
  return (
    <section className="text-body">
      <h3 className="font-semibold">{title}</h3>
      <ul className="list-disc pl-2">
        {sentences.map((sentence) => (
          <li key={sentence} dir="auto" className="wrap-anywhere">
            {sentence}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Your steps that were left out because others changed the same thing. */
function Conflicts({ state }: { readonly state: EditingState }) {
  const { publish: words, problems } = useBuildStrings();
  const { conflicts, history } = state;
  const things = useMemo(
    () => describeConflicts(conflicts, history.world, words.conflicts, problems.words),
    [conflicts, history.world, words, problems],
  );
  return <Sentences title={words.conflictsTitle} sentences={things} />;
}

interface HindranceProps {
  readonly id: string;
  readonly hindrance: PublishHindrance | undefined;
  /** What can be done about it. */
  readonly children: ReactNode;
}

function Hindrance({ id, hindrance, children }: HindranceProps) {
  const { hindrances } = useBuildStrings().publish;
  return (
    <div id={id} className="flex flex-col items-start gap-0.5 text-body empty:hidden">
      {hindrance === 'looking' && <Spinner label={hindrances.looking} />}
      {hindrance !== undefined && hindrance !== 'looking' && <p role="status">{hindrances[hindrance]}</p>}
      {children}
    </div>
  );
}

interface ProblemsProps extends Pick<PublishDialogProps, 'problems' | 'onShowProblems'> {
  readonly hindrance: PublishHindrance | undefined;
}

/** How many problems there are, and a way to them. */
function Problems({ problems, hindrance, onShowProblems }: ProblemsProps) {
  const { publish, problems: words } = useBuildStrings();
  if (problems === 'unchecked') return <p className="text-body">{words.unchecked}</p>;
  if (problems === undefined || problems.length === 0) return null;
  const { errors, warnings } = countProblems(problems);
  return (
    <div className="flex flex-wrap items-center justify-between gap-1 text-body">
      <span>{words.counts(errors, warnings)}</span>
      <Button look={hindrance === 'errors' ? 'secondary' : 'quiet'} onClick={onShowProblems}>
        {publish.showProblems}
      </Button>
    </div>
  );
}

function Note({ note, onChange }: { readonly note: string; readonly onChange: (note: string) => void }) {
  const words = useBuildStrings().publish;
  const id = useId();
  return (
    <div className="flex min-w-0 flex-col gap-0.5">
      <label htmlFor={id} className="text-body font-semibold">
        {words.note}
      </label>
      <input
        id={id}
        dir="auto"
        value={note}
        maxLength={noteLength}
        onChange={(event) => onChange(event.target.value)}
        aria-describedby={`${id}-hint`}
        className="h-5.5 w-full min-w-0 rounded-control border border-edge bg-background px-1.5 text-emphasis text-text"
      />
      <p id={`${id}-hint`} className="text-caption text-secondary">
        {words.noteHint}
      </p>
    </div>
  );
}

interface BumpChoiceProps {
  /** Of the published version. */
  readonly version: string;
  readonly bump: Bump;
  readonly onChange: (bump: Bump) => void;
}

function BumpChoice({ version, bump, onChange }: BumpChoiceProps) {
  const words = useBuildStrings().publish;
  return (
    <fieldset className="flex flex-col text-body">
      <legend className="font-semibold">{words.bumpTitle}</legend>
      {(['minor', 'major'] as const).map((one) => (
        <label key={one} className="flex min-h-5.5 items-center gap-1 rounded-control px-1 hover:bg-raised">
          <input type="radio" name="bump" checked={bump === one} onChange={() => onChange(one)} />
          {words.bumps[one](nextVersion(version, one))}
        </label>
      ))}
    </fieldset>
  );
}

/** Why it was not done, read out as it appears. */
function Failure({ lines }: { readonly lines: readonly string[] }) {
  const [sentence, ...details] = lines;
  if (sentence === undefined) return null;
  return (
    <div role="alert" className="text-body text-danger wrap-anywhere">
      <p>{sentence}</p>
      {details.length > 0 && (
        <ul className="mt-0.5 list-disc pl-2.5">
          {details.map((detail) => (
            <li key={detail}>{detail}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
