import { useStore } from 'zustand';
import { rectangleAround } from '@atrium/world';
import { useMediaQuery } from '../../app/useServices.ts';
import type { Editor } from '../../build/editor.ts';
import { useBuildStrings } from './buildStrings.ts';

/** One line at the bottom: the tile, the size, and what to do; or why something was not done. */
export function BuildLine({ editor }: { readonly editor: Editor }) {
  const strings = useBuildStrings();
  const isTouch = useMediaQuery('(pointer: coarse)');
  const help = useStore(editor.store, ({ tool, choices }) => {
    const isFurnished = tool === 'room' && choices.design !== undefined;
    if (isTouch) return strings.touchHelp[isFurnished ? 'object' : tool];
    return isFurnished ? strings.furnishedRoomHelp : strings.toolHelp[tool];
  });
  const tile = useStore(editor.store, (state) => state.tile);
  const plan = useStore(editor.store, (state) => state.plan);
  const refused = useStore(editor.store, (state) => state.refused);
  const extent = plan && rectangleAround(plan.area);
  const isSized = extent !== undefined && (extent.width > 1 || extent.height > 1);
  const refusal = plan?.outcome?.ok === false ? plan.outcome.refusal : refused?.why;
  const isRefused = refusal !== undefined;
  const said = isRefused ? strings.refusals[refusal] : help;
  return (
    <p className="float-card flex max-w-full items-center gap-1 px-1 py-0.25 text-caption">
      {tile !== undefined && (
        <span className="shrink-0 tabular-nums text-secondary">
          {isSized ? strings.sized(extent.width, extent.height) : strings.at(tile.x, tile.y)}
        </span>
      )}
      <span
        key={refused?.count}
        role={isRefused ? 'alert' : undefined}
        className={isRefused ? 'text-danger' : ''}
      >
        {plan?.fit === 'doubtful' && !isRefused ? strings.doubtful : said}
      </span>
    </p>
  );
}
