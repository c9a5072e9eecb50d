import { useRef } from 'react';
import { useStrings } from '../../../app/useServices.ts';
import { useSize } from '../useSize.ts';
import { PersonTile } from './PersonTile.tsx';
import { ScreenTile } from './ScreenTile.tsx';
import { useTileOrder } from './useStageIds.ts';

interface TileRowProps {
  readonly direction: 'row' | 'column';
  readonly selfId: string;
  readonly people: readonly string[];
  readonly screens: readonly string[];
  readonly speaking: ReadonlySet<string>;
  readonly pinnedId: string | undefined;
  readonly onChooseScreen: () => void;
}

const gapPx = 8;
const tileWidthPx = { large: 160, small: 112 } as const;

/** Tiles in one line: small ones where large ones do not fit; of more, those who speak, and how many more there are. */
export function TileRow(props: TileRowProps) {
  const { direction, selfId, people, screens, speaking, pinnedId, onChooseScreen } = props;
  const { media: words } = useStrings();
  const line = useRef<HTMLUListElement>(null);
  const size = useSize(line);
  const isRow = direction === 'row';
  const wanted = people.length + screens.length;
  const fitsLarge = wanted * (tileWidthPx.large + gapPx) - gapPx <= (size?.width ?? 0);
  const width = isRow && !fitsLarge ? tileWidthPx.small : tileWidthPx.large;
  const height = (width * 9) / 16;
  const length = isRow ? (size?.width ?? 0) : (size?.height ?? 0);
  const fits = Math.max(1, Math.floor((length + gapPx) / ((isRow ? width : height) + gapPx)));
  // The latest screens, and room for one person at least.
  const shownScreens = screens.slice(-Math.max(1, fits - 1));
  const front = Math.max(1, fits - shownScreens.length);
  const kept = new Set([selfId, ...(pinnedId === undefined ? [] : [pinnedId])]);
  const order = useTileOrder({ present: people, speaking, kept, front });
  const shown = order.slice(0, front);
  const rest = order.length - shown.length + screens.length - shownScreens.length;
  const tile = `shrink-0 ${isRow ? '' : 'w-full'}`;
  return (
    <ul
      ref={line}
      data-covers
      className={`relative flex min-h-0 min-w-0 flex-1 justify-center gap-1 overflow-clip ${isRow ? 'flex-row' : 'flex-col'}`}
    >
      {size !== undefined && (
        <>
          {shownScreens.map((personId) => (
            <ScreenTile
              key={`screen ${personId}`}
              personId={personId}
              onChoose={onChooseScreen}
              width={width}
              className={tile}
            />
          ))}
          {shown.map((personId) => (
            <PersonTile key={personId} personId={personId} size={{ width, height }} className={tile} />
          ))}
          {rest > 0 && (
            <li className="absolute right-0 bottom-0 rounded-full bg-background/85 px-1 py-0.5 text-caption font-semibold">
              {words.stage.more(rest)}
            </li>
          )}
        </>
      )}
    </ul>
  );
}
