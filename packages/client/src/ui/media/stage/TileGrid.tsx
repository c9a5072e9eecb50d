import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useRef, useState } from 'react';
import { useStrings } from '../../../app/useServices.ts';
import { IconButton } from '../../controls/IconButton.tsx';
import { useSize } from '../useSize.ts';
import { layoutGrid, placeTiles } from './gridLayout.ts';
import type { Size } from './gridLayout.ts';
import { PersonTile } from './PersonTile.tsx';
import { useTileOrder } from './useStageIds.ts';

interface TileGridProps {
  readonly selfId: string;
  readonly people: readonly string[];
  readonly speaking: ReadonlySet<string>;
}

const nothing: Size = { width: 0, height: 0 };

/** Everyone, as large as they fit, with speakers on the first page and the rest on further pages. */
export function TileGrid({ selfId, people, speaking }: TileGridProps) {
  const area = useRef<HTMLUListElement>(null);
  const size = useSize(area);
  const layout = layoutGrid(people.length, size ?? nothing);
  const order = useTileOrder({
    present: people,
    speaking,
    kept: new Set([selfId]),
    front: size === undefined ? people.length : layout.perPage,
  });
  const pages = Math.max(1, Math.ceil(order.length / layout.perPage));
  const [wished, setPage] = useState(0);
  const page = Math.min(wished, pages - 1);
  const shown = order.slice(page * layout.perPage, (page + 1) * layout.perPage);
  // A last page that is not full keeps the size of the tiles.
  const rects = size === undefined ? [] : placeTiles(layout, shown.length, size);
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-0.5">
      <ul ref={area} className="relative min-h-0 flex-1">
        {shown.map((personId, index) => {
          const rect = rects[index];
          return (
            rect !== undefined && (
              <PersonTile
                key={personId}
                personId={personId}
                className="absolute!"
                style={{ left: rect.left, top: rect.top, width: rect.width, height: rect.height }}
              />
            )
          );
        })}
      </ul>
      {pages > 1 && <Pages page={page} pages={pages} onPage={setPage} />}
    </div>
  );
}

interface PagesProps {
  readonly page: number;
  readonly pages: number;
  readonly onPage: (page: number) => void;
}

function Pages({ page, pages, onPage }: PagesProps) {
  const { media: words } = useStrings();
  return (
    <div className="flex items-center justify-center gap-1 text-caption text-secondary">
      <IconButton
        icon={ChevronLeft}
        label={words.stage.previous}
        disabled={page === 0}
        onClick={() => onPage(page - 1)}
        className="disabled:opacity-40"
      />
      <span role="status">{words.stage.page(page + 1, pages)}</span>
      <IconButton
        icon={ChevronRight}
        label={words.stage.next}
        disabled={page === pages - 1}
        onClick={() => onPage(page + 1)}
        className="disabled:opacity-40"
      />
    </div>
  );
}
