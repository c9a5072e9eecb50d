import { useEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, MouseEvent } from 'react';
import { useStore } from 'zustand';
import type { Editor } from '../../build/editor.ts';
import { keyOfZone, outlineOfWorld, rowsOfOutline, searchOutline, stepInTree } from '../../build/outline.ts';
import type { OutlinedZone, OutlineRow } from '../../build/outline.ts';
import { toggled } from '../../build/tools.ts';
import { useBuildStrings } from './buildStrings.ts';

/** Of one Zone at first, and with each wish for more: a Map may have thousands. */
const mostListed = 100;

/** All that is in the World, as a tree in step with what is selected: to find things, and for those who do not see the plan. */
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
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        className="h-4.5 w-full shrink-0 rounded-control border border-edge bg-background px-1 text-body"
      />
      {found.length === 0 ? (
        <p className="text-caption text-secondary">{strings.nothingFound}</p>
      ) : (
        <Tree outline={found} isSearching={search !== ''} editor={editor} />
      )}
    </>
  );
}

interface TreeProps {
  readonly outline: readonly OutlinedZone[];
  /** All that is found is shown. */
  readonly isSearching: boolean;
  readonly editor: Editor;
}

function Tree({ outline, isSearching, editor }: TreeProps) {
  const { outlineTree } = useBuildStrings();
  const tree = useRef<HTMLDivElement>(null);
  const { rows, show, toggle, listMore } = useRows(outline, isSearching);
  const [wished, setActive] = useState('');
  const active = rows.some(({ key }) => key === wished) ? wished : (rows[0]?.key ?? '');
  useStepWithSelection(editor, outline, (key, zoneKey) => {
    if (zoneKey !== undefined) show(zoneKey, true);
    setActive(key);
  });
  useEffect(() => {
    lineOf(tree.current, active)?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  const go = (key: string) => {
    setActive(key);
    lineOf(tree.current, key)?.focus({ preventScroll: true });
  };
  const choose = (row: OutlineRow, adds: boolean) => {
    go(row.key);
    if (row.kind === 'rest') return listMore(row.zoneKey);
    if (row.id === undefined) return toggle(row.key);
    if (!adds) return editor.reveal({ ids: [row.id] });
    editor.select(toggled(editor.store.getState().selection, row.id));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const row = rows.find(({ key }) => key === active);
    const step = stepInTree(rows, active, event.key);
    if (step !== undefined && 'go' in step) go(step.go);
    else if (step !== undefined) toggle(step.toggle);
    else if (row !== undefined && (event.key === 'Enter' || event.key === ' '))
      choose(row, event.key === ' ' || event.shiftKey);
    else if (event.key === 'Delete') editor.erase();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      ref={tree}
      role="tree"
      aria-label={outlineTree}
      aria-multiselectable
      onKeyDown={onKeyDown}
      className="flex flex-col"
    >
      {rows.map((row) => (
        <Line
          key={row.key}
          row={row}
          isActive={row.key === active}
          editor={editor}
          onToggle={() => toggle(row.key)}
          onChoose={(adds) => choose(row, adds)}
        />
      ))}
    </div>
  );
}

/** The lines of the tree that are seen, and what opens and closes Zones. */
function useRows(outline: readonly OutlinedZone[], isSearching: boolean) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [listed, setListed] = useState<ReadonlyMap<string, number>>(new Map());
  const listedOf = (zoneKey: string) => listed.get(zoneKey) ?? mostListed;
  const isOpen = (zoneKey: string) => isSearching || open.has(zoneKey);
  const show = (zoneKey: string, isShown: boolean) =>
    setOpen((before) => {
      const others = [...before].filter((key) => key !== zoneKey);
      return new Set(isShown ? [...others, zoneKey] : others);
    });
  return {
    rows: rowsOfOutline(outline, isOpen, listedOf),
    show,
    toggle: (zoneKey: string) => show(zoneKey, !isOpen(zoneKey)),
    listMore: (zoneKey: string) => setListed(new Map(listed).set(zoneKey, listedOf(zoneKey) + mostListed)),
  };
}

function lineOf(tree: HTMLElement | null, key: string): HTMLElement | null {
  return tree?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`) ?? null;
}

/** Goes to what is selected on the plan, with its Zone open. */
function useStepWithSelection(
  editor: Editor,
  outline: readonly OutlinedZone[],
  goTo: (key: string, zoneKey: string | undefined) => void,
): void {
  const selection = useStore(editor.store, (state) => state.selection);
  const [known, setKnown] = useState<typeof selection>();
  if (selection === known) return;
  setKnown(selection);
  const [id] = selection.ids;
  const zone = outline.find(
    (candidate) => candidate.id === id || candidate.things.some((thing) => thing.id === id),
  );
  if (id === undefined || zone === undefined) return;
  if (zone.id === id) goTo(keyOfZone(id), undefined);
  else goTo(id, keyOfZone(zone.id));
}

interface LineProps {
  readonly row: OutlineRow;
  /** It is the one that has the focus when the tree has it. */
  readonly isActive: boolean;
  readonly editor: Editor;
  readonly onToggle: () => void;
  readonly onChoose: (adds: boolean) => void;
}

function Line({ row, isActive, editor, onToggle, onChoose }: LineProps) {
  const strings = useBuildStrings();
  const isSelected = useStore(
    editor.store,
    ({ selection }) => row.kind !== 'rest' && row.id !== undefined && selection.ids.has(row.id),
  );
  const isZone = row.kind === 'zone';
  const onClick = ({ shiftKey, ctrlKey, metaKey }: MouseEvent) => onChoose(shiftKey || ctrlKey || metaKey);
  return (
    <div
      role="treeitem"
      data-key={row.key}
      tabIndex={isActive ? 0 : -1}
      aria-level={isZone ? 1 : 2}
      aria-posinset={row.place}
      aria-setsize={row.of}
      aria-selected={isSelected}
      aria-expanded={isZone && row.holds > 0 ? row.isOpen : undefined}
      onClick={onClick}
      className={`flex min-h-3 cursor-default items-center gap-0.25 rounded-control text-body -outline-offset-2 hover:bg-raised-hover ${isZone ? '' : 'pl-3'} ${isSelected ? 'bg-raised text-accent' : ''}`}
    >
      {isZone && (
        <span
          aria-hidden
          onClick={(event) => {
            event.stopPropagation();
            onToggle();
          }}
          className="grid size-3 shrink-0 place-items-center text-secondary"
        >
          {row.holds > 0 && (row.isOpen ? '▾' : '▸')}
        </span>
      )}
      <span dir="auto" className="min-w-0 flex-1 truncate">
        {row.kind === 'rest' ? strings.more(row.count) : row.name}
      </span>
      {row.kind === 'thing' && (
        <span className="shrink-0 px-0.5 text-caption text-secondary tabular-nums">
          {strings.at(row.at.x, row.at.y)}
        </span>
      )}
    </div>
  );
}
