import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { Editor } from '../../build/editor.ts';
import { outlineOfWorld, searchOutline } from '../../build/outline.ts';
import type { OutlinedZone } from '../../build/outline.ts';
import { useBuildStrings } from './buildStrings.ts';

/** Of one Zone: a Map may have thousands, and nobody reads so many. */
const mostListed = 100;

/** All that is in the World, as a list in step with what is selected: to find things, and for those who do not see the plan. */
export function OutlinePalette({ editor }: { readonly editor: Editor }) {
  const strings = useBuildStrings();
  const [search, setSearch] = useState('');
  const world = useStore(editor.store, ({ draft }) => draft.history.world);
  const outline = useMemo(() => outlineOfWorld(world, strings), [world, strings]);
  const found = useMemo(() => searchOutline(outline, search), [outline, search]);
  return (
    <>
      <input
        type="search"
        aria-label={strings.find}
        placeholder={strings.find}
        data-build-search
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        className="h-4.5 w-full shrink-0 rounded-control border border-edge bg-background px-1 text-body"
      />
      {found.length === 0 && <p className="text-caption text-secondary">{strings.nothingFound}</p>}
      <ul>
        {found.map((zone) => (
          <ZoneEntry key={zone.id ?? ''} zone={zone} isOpen={search !== ''} editor={editor} />
        ))}
      </ul>
    </>
  );
}

interface ZoneEntryProps {
  readonly zone: OutlinedZone;
  readonly isOpen: boolean;
  readonly editor: Editor;
}

function ZoneEntry({ zone: { id, name, things }, isOpen, editor }: ZoneEntryProps) {
  const [isShown, setShown] = useState(false);
  const strings = useBuildStrings();
  const isListed = isShown || isOpen;
  return (
    <li>
      <div className="flex items-center gap-0.25">
        <button
          type="button"
          aria-expanded={isListed}
          aria-label={strings.contentsOf(name, things.length)}
          onClick={() => setShown(!isShown)}
          className="size-3 shrink-0 rounded-control text-secondary hover:bg-raised-hover"
        >
          <span aria-hidden>{isListed ? '▾' : '▸'}</span>
        </button>
        {id === undefined ? (
          <span dir="auto" className="truncate text-body text-secondary">
            {name}
          </span>
        ) : (
          <Entry id={id} name={name} editor={editor} />
        )}
      </div>
      {isListed && (
        <ul className="pl-3">
          {things.slice(0, mostListed).map((thing) => (
            <li key={thing.id}>
              <Entry {...thing} editor={editor} />
            </li>
          ))}
          {things.length > mostListed && (
            <li className="text-caption text-secondary">{strings.more(things.length - mostListed)}</li>
          )}
        </ul>
      )}
    </li>
  );
}

interface EntryProps {
  readonly id: string;
  readonly name: string;
  readonly editor: Editor;
}

function Entry({ id, name, editor }: EntryProps) {
  const isSelected = useStore(editor.store, ({ selection }) => selection.ids.has(id));
  return (
    <button
      type="button"
      dir="auto"
      aria-pressed={isSelected}
      onClick={() => editor.reveal({ ids: [id] })}
      className={`min-h-3 w-full truncate rounded-control px-0.5 text-left text-body hover:bg-raised-hover ${isSelected ? 'bg-raised text-accent' : ''}`}
    >
      {name}
    </button>
  );
}
