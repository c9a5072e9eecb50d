import { useId, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { Editor } from '../../build/editor.ts';
import { findAnything } from '../../build/findAnything.ts';
import type { Findable } from '../../build/findAnything.ts';
import { choicesOfDesign, furnitureSets, roomDesigns } from '../../build/furnishedRooms.ts';
import { objectName } from '../../build/objectName.ts';
import { outlineOfWorld } from '../../build/outline.ts';
import { toolNames } from '../../build/tools.ts';
import { Modal } from '../controls/Modal.tsx';
import { useBuildStrings } from './buildStrings.ts';
import type { BuildStrings } from './buildStrings.ts';
import { appearanceOf, objectGroups } from './palettes.ts';

/** What can be done besides using tools, by the names it has in the bar. */
export type Command = Findable & { readonly run: () => void };

interface FinderProps {
  readonly editor: Editor;
  readonly commands: readonly Command[];
  readonly onClose: () => void;
}

/** As many as one looks through: more words find fewer. */
const mostShown = 50;

/** Finds any command, Zone or Object by typing, and goes there or does it. */
export function Finder({ editor, commands, onClose }: FinderProps) {
  const strings = useBuildStrings();
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const [text, setText] = useState('');
  // Of what was found for the text that is there now.
  const [wished, setWished] = useState({ text, at: 0 });
  const at = wished.text === text ? wished.at : 0;
  const [all] = useState(() => [...commands, ...toolsAndThings(editor, strings)]);
  const found = useMemo(() => findAnything(all, text, mostShown), [all, text]);
  const run = (command: Command) => {
    onClose();
    command.run();
  };
  const goTo = (place: number) => {
    const option = list.current?.children[place];
    if (option !== undefined) setWished({ text, at: place });
    option?.scrollIntoView({ block: 'nearest' });
  };
  const doings: Readonly<Record<string, () => void>> = {
    ArrowDown: () => goTo(at + 1),
    ArrowUp: () => goTo(at - 1),
    Enter: () => found.slice(at, at + 1).forEach(run),
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || doings[event.key] === undefined) return;
    event.preventDefault();
    doings[event.key]?.();
  };
  return (
    <Modal title={strings.finder.title} onClose={onClose}>
      <input
        type="text"
        role="combobox"
        aria-label={strings.finder.label}
        aria-expanded={found.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={`${id}-${at}`}
        autoComplete="off"
        value={text}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={onKeyDown}
        className="h-5.5 w-full rounded-control border border-edge bg-background px-1.5 text-emphasis"
      />
      <Count count={found.length} />
      <ul
        ref={list}
        role="listbox"
        id={`${id}-list`}
        aria-label={strings.finder.title}
        className="scroll-slim max-h-[50dvh] overflow-y-auto"
      >
        {found.map((command, place) => (
          <Option key={command.key} id={`${id}-${place}`} command={command} isAt={place === at} run={run} />
        ))}
      </ul>
    </Modal>
  );
}

function Count({ count }: { readonly count: number }) {
  const { finder: words } = useBuildStrings();
  return (
    <p role="status" className={count > 0 ? 'sr-only' : 'text-body text-secondary'}>
      {count > 0 ? words.found(count) : words.nothing}
    </p>
  );
}

interface OptionProps {
  readonly id: string;
  readonly command: Command;
  readonly isAt: boolean;
  readonly run: (command: Command) => void;
}

function Option({ id, command, isAt, run }: OptionProps) {
  const { label, note } = command;
  return (
    <li
      id={id}
      role="option"
      aria-selected={isAt}
      onClick={() => run(command)}
      className={`flex min-h-4.5 cursor-default items-center justify-between gap-1 rounded-control px-1 text-body hover:bg-raised-hover ${isAt ? 'bg-raised text-accent' : ''}`}
    >
      <span dir="auto" className="min-w-0 truncate">
        {label}
      </span>
      <span dir="auto" className="min-w-0 truncate text-caption text-secondary">
        {note}
      </span>
    </li>
  );
}

function toolsAndThings(editor: Editor, strings: BuildStrings): readonly Command[] {
  const { finder: words } = strings;
  const tools = toolNames.map((tool) => ({
    key: `tool ${tool}`,
    label: strings.tools[tool],
    note: words.tool,
    run: () => editor.choose(tool),
  }));
  const furniture = Object.values(objectGroups).flat().map(appearanceOf);
  const placing = furniture.map(({ type, look }) => ({
    key: `place ${look ?? type}`,
    label: words.place(objectName(strings, { type, look })),
    note: strings.tools.object,
    run() {
      editor.choose('object');
      editor.setChoices({ object: type, look, image: undefined, furnitureSet: undefined });
    },
  }));
  const sets = furnitureSets.map((furnitureSet) => ({
    key: `set ${furnitureSet}`,
    label: words.place(strings.furnitureSets[furnitureSet]),
    note: strings.tools.object,
    run() {
      editor.choose('object');
      editor.setChoices({ furnitureSet, image: undefined });
    },
  }));
  const rooms = roomDesigns.map((design) => ({
    key: `room ${design}`,
    label: words.place(strings.designs[design]),
    note: strings.tools.room,
    run() {
      editor.choose('room');
      editor.setChoices(choicesOfDesign(design));
    },
  }));
  const outline = outlineOfWorld(editor.world, strings);
  const zones = outline.flatMap(({ id, name }) =>
    id === undefined ? [] : [thing(editor, id, name, strings.kinds.zones)],
  );
  const things = outline.flatMap(({ name: zone, things: inside }) =>
    inside.map(({ id, name, at }) => thing(editor, id, name, `${zone} · ${strings.at(at.x, at.y)}`)),
  );
  return [...tools, ...placing, ...sets, ...rooms, ...zones, ...things];
}

function thing(editor: Editor, id: string, label: string, note: string): Command {
  return { key: id, label, note, run: () => editor.reveal({ ids: [id] }) };
}
