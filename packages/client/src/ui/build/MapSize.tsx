import { useState } from 'react';
import { compareWorlds, resizeMap } from '@atrium/world';
import type { EditOutcome, World } from '@atrium/world';
import type { Editor } from '../../build/editor.ts';
import { describeComparison } from '../../strings/describeComparison.ts';
import { Button } from '../controls/Button.tsx';
import { useBuildStrings } from './buildStrings.ts';
import { TypedField } from './TypedField.tsx';

interface MapSizeProps {
  readonly world: World;
  readonly editor: Editor;
}

/** The size of the Map. Where it shrinks over something, it says what goes, and asks. */
export function MapSize({ world, editor }: MapSizeProps) {
  const { inspector, publish } = useBuildStrings();
  const [asked, setAsked] = useState<Shrinking | undefined>();
  const { map } = world;
  // It grows and shrinks where nothing else has to move.
  const resize = (side: 'width' | 'height') => (typed: string) => {
    const by = Number(typed) - map[side];
    if (!Number.isInteger(by)) return false;
    const growth = { left: 0, top: 0, right: 0, bottom: 0, [side === 'width' ? 'right' : 'bottom']: by };
    const outcome = resizeMap(world, growth);
    if (!outcome.ok) return outcome.refusal;
    const lost = lostBy(world, outcome.world);
    if (lost === undefined) {
      setAsked(undefined);
      return editor.do(outcome);
    }
    setAsked({ of: world, outcome, sentences: describeComparison(lost, publish.changes) });
    return true;
  };
  return (
    <>
      {(['width', 'height'] as const).map((side) => (
        <TypedField
          key={side}
          label={inspector[side]}
          inputMode="numeric"
          value={String(map[side])}
          onChange={resize(side)}
        />
      ))}
      {asked?.of === world && (
        <div role="alert" className="flex flex-col gap-0.5 text-body">
          <p>{inspector.cutOff}</p>
          <ul className="list-disc pl-2">
            {asked.sentences.map((sentence) => (
              <li key={sentence} dir="auto" className="wrap-anywhere">
                {sentence}
              </li>
            ))}
          </ul>
          <Button look="danger" onClick={() => editor.do(asked.outcome)}>
            {inspector.shrink}
          </Button>
        </div>
      )}
    </>
  );
}

interface Shrinking {
  /** The draft that was asked about; another one answers the question. */
  readonly of: World;
  readonly outcome: EditOutcome;
  readonly sentences: readonly string[];
}

/** What a smaller Map does away with; `undefined`: bare ground at most. */
function lostBy(before: World, after: World) {
  const comparison = compareWorlds(before, after);
  return comparison.items.length > 0 || comparison.walls.removed > 0 ? comparison : undefined;
}
