import { CircleX, TriangleAlert } from 'lucide-react';
import { useId, useMemo, useRef, useState } from 'react';
import { isError } from '@atrium/world';
import type { World, WorldEdit, WorldIssue } from '@atrium/world';
import { countProblems, describeProblem, inOrder } from '../../build/describeProblem.ts';
import { fixesFor } from '../../build/fixes.ts';
import type { Fix } from '../../build/fixes.ts';
import { Button } from '../controls/Button.tsx';
import { Spinner } from '../controls/Spinner.tsx';
import { Panel } from '../panels/Panel.tsx';
import { useBuildStrings } from './buildStrings.ts';

interface ProblemsPanelProps {
  readonly world: World;
  /** Those of this very World; `undefined`: they are still being looked for. */
  readonly problems: readonly WorldIssue[] | undefined;
  /** Whether this device could not look for them. */
  readonly isUnchecked: boolean;
  readonly onCheckAgain: () => void;
  readonly onShow: (problem: WorldIssue) => void;
  readonly onFix: (step: { readonly edit: WorldEdit; readonly world: World }) => void;
  readonly onClose: () => void;
}

/** Problems that are listed at first, and with each press for more. */
const listedProblems = 50;

/** What is wrong with the World under edit: errors first, each with a way to its place and, where it is certain, a fix. */
export function ProblemsPanel(props: ProblemsPanelProps) {
  const { world, problems, isUnchecked, onCheckAgain, onShow, onFix, onClose } = props;
  const words = useBuildStrings().problems;
  // While a new World is being looked through, what is known of the one before stays, so that nothing jumps.
  const [known, setKnown] = useState(problems);
  if (problems !== undefined && problems !== known) setKnown(problems);
  const isLooking = problems === undefined;
  const ordered = useMemo(() => inOrder(known ?? []), [known]);
  const { errors, warnings } = countProblems(ordered);
  return (
    <div
      className="contents"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <Panel title={words.title} onClose={onClose}>
        {isUnchecked ? (
          <Unchecked onCheckAgain={onCheckAgain} />
        ) : (
          <>
            <div className="flex min-h-5 items-center px-2 text-body text-secondary">
              {isLooking ? (
                <Spinner label={words.looking} />
              ) : (
                <p role="status">{ordered.length === 0 ? words.none : words.counts(errors, warnings)}</p>
              )}
            </div>
            <ProblemList
              world={world}
              problems={ordered}
              isLooking={isLooking}
              onShow={onShow}
              onFix={onFix}
            />
          </>
        )}
      </Panel>
    </div>
  );
}

/** What was known of a World before is not shown: nobody knows whether it is so still. */
function Unchecked({ onCheckAgain }: Pick<ProblemsPanelProps, 'onCheckAgain'>) {
  const { problems: words, tryAgain } = useBuildStrings();
  return (
    <div className="flex flex-col items-start gap-1 px-2 pb-1 text-body">
      <p role="status">{words.unchecked}</p>
      <Button look="secondary" onClick={onCheckAgain}>
        {tryAgain}
      </Button>
    </div>
  );
}

interface ProblemListProps extends Pick<ProblemsPanelProps, 'world' | 'onShow' | 'onFix'> {
  readonly problems: readonly WorldIssue[];
  /** Nothing is fixed until it is known what is wrong with this very World. */
  readonly isLooking: boolean;
}

function ProblemList({ world, problems, isLooking, onShow, onFix }: ProblemListProps) {
  const words = useBuildStrings().problems;
  const [listed, setListed] = useState(listedProblems);
  const shown = useMemo(() => problems.slice(0, listed), [problems, listed]);
  const fixes = useMemo(
    () => (isLooking ? undefined : shown.map(fixesFor(world))),
    [isLooking, shown, world],
  );
  const list = useRef<HTMLUListElement>(null);
  const fixAndGoOn = (fix: Fix) => {
    onFix(fix);
    // The row with the button goes away.
    list.current?.focus({ preventScroll: true });
  };
  const rest = problems.length - shown.length;
  return (
    <ul
      ref={list}
      tabIndex={-1}
      className="scroll-slim min-h-0 flex-1 overflow-y-auto overscroll-contain px-1 pb-1"
    >
      {shown.map((problem, place) => (
        <ProblemRow
          key={`${problem.code} ${problem.path} ${problem.message}`}
          world={world}
          problem={problem}
          fix={fixes?.[place]}
          onShow={onShow}
          onFix={fixAndGoOn}
        />
      ))}
      {rest > 0 && (
        <li className="p-1">
          <Button look="secondary" onClick={() => setListed(listed + listedProblems)}>
            {words.more(Math.min(rest, listedProblems))}
          </Button>
        </li>
      )}
    </ul>
  );
}

interface ProblemRowProps extends Pick<ProblemsPanelProps, 'world' | 'onShow'> {
  readonly problem: WorldIssue;
  readonly fix: Fix | undefined;
  readonly onFix: (fix: Fix) => void;
}

function ProblemRow({ world, problem, fix, onShow, onFix }: ProblemRowProps) {
  const words = useBuildStrings().problems;
  const id = useId();
  const { title, text, place } = useMemo(
    () => describeProblem(world, problem, words.words),
    [world, problem, words],
  );
  const Icon = isError(problem) ? CircleX : TriangleAlert;
  return (
    <li aria-labelledby={id} className="flex gap-1 border-b border-hairline px-1 py-1 last:border-b-0">
      <Icon
        aria-hidden
        className={`mt-0.25 size-2 shrink-0 ${isError(problem) ? 'text-danger' : 'text-secondary'}`}
      />
      <div className="flex min-w-0 flex-1 flex-col gap-0.5">
        <div id={id} className="text-body wrap-anywhere">
          <p>
            <span className="text-secondary">{isError(problem) ? words.error : words.warning}: </span>
            <bdi className="font-semibold">{title}</bdi>
          </p>
          <p dir="auto">{text}</p>
          {place !== undefined && (
            <p dir="auto" className="text-caption text-secondary">
              {place}
            </p>
          )}
        </div>
        <div className="-ml-2 flex flex-wrap gap-0.5">
          {problem.about.tiles.length > 0 && (
            <Button look="quiet" aria-label={words.showNamed(title)} onClick={() => onShow(problem)}>
              {words.show}
            </Button>
          )}
          {fix !== undefined && (
            <Button look="quiet" aria-describedby={id} onClick={() => onFix(fix)}>
              {words.fixes[fix.kind]}
            </Button>
          )}
        </div>
      </div>
    </li>
  );
}
