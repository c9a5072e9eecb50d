import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { useServices, useStrings } from '../../app/useServices.ts';
import { objectName } from '../../build/objectName.ts';
import type { Editor } from '../../build/editor.ts';
import { thingAt } from '../../build/tools.ts';
import { createProblemFinder } from '../../build/problemFinder.ts';
import { useVisit } from '../VisitContext.ts';
import { useBuildStrings } from './buildStrings.ts';
import { isTyping } from './useBuildKeys.ts';
import { freeZoneName } from './palettes.ts';

/** What goes on for as long as one edits. */
export function useEditing(editor: Editor): void {
  useDraftInView(editor);
  useZoneNames(editor);
  useAnnouncements();
  useProblems(editor);
}

/** What goes on for as long as one has the plan in hand. */
export function usePlanInHand(editor: Editor): void {
  useClipboard(editor);
  useCursorWords(editor);
}

/** Shows the draft in place of the World, for as long as one builds. */
function useDraftInView(editor: Editor): void {
  const { surface } = useVisit();
  const space = useStore(editor.store, (state) => state.space);
  useEffect(() => surface.setState({ draft: space }), [surface, space]);
  useEffect(() => () => surface.setState({ draft: undefined }), [surface]);
}

/** Gives the next Zone a name that none has yet. */
function useZoneNames(editor: Editor): void {
  const { zoneTypes } = useStrings();
  const { designs, inspector } = useBuildStrings();
  const world = useStore(editor.store, ({ draft }) => draft.history.world);
  const zoneType = useStore(editor.store, ({ choices }) => choices.zoneType);
  const design = useStore(editor.store, ({ choices, tool }) =>
    tool === 'room' ? choices.design : undefined,
  );
  const kind = design === undefined ? zoneTypes[zoneType] : designs[design];
  useEffect(() => {
    const numbered = (number: number) => inspector.newRoom(kind, number);
    editor.setChoices({ zoneName: freeZoneName(world, numbered) });
  }, [editor, world, kind, inspector]);
}

function useAnnouncements(): void {
  const { announcer } = useVisit();
  const { announced } = useBuildStrings();
  useEffect(() => {
    announcer.say(announced.opened);
    return () => announcer.say(announced.closed);
  }, [announcer, announced]);
}

/** Says what is on the tile of the keyboard. */
function useCursorWords(editor: Editor): void {
  const { announcer } = useVisit();
  const strings = useBuildStrings();
  const cursor = useStore(editor.store, (state) => state.cursor);
  useEffect(() => {
    if (cursor === undefined) return;
    const { world, zones } = editor.store.getState().space;
    const { x, y } = cursor.to;
    const thing = thingAt(world, cursor.to);
    const object = world.objects.find(({ id }) => id === thing?.id);
    const layer = (id: string) =>
      world.map.layers.find((found) => found.id === id)?.tiles[y * world.map.width + x];
    const wall = layer('walls') ?? undefined;
    const floor = layer('floor') ?? strings.noFloor;
    const named: Readonly<Record<string, string>> = { ...strings.floors, ...strings.wallKinds };
    const beneath = String(wall ?? floor);
    const what = object === undefined ? (named[beneath] ?? beneath) : objectName(strings, object);
    announcer.say(strings.floorAt(x, y, what, zones.at({ x: x + 0.5, y: y + 0.5 }).name));
  }, [announcer, editor, cursor, strings]);
}

/** Whether the clipboard is for something else than the plan: a field, a dialog over it, or text that is marked. */
function isElsewhere(): boolean {
  const isInDialog = document.activeElement instanceof Element && document.activeElement.matches('dialog *');
  return isTyping() || isInDialog || document.getSelection()?.type === 'Range';
}

/** Copies, cuts and pastes with the clipboard of the system: between Worlds, too. */
function useClipboard(editor: Editor): void {
  useEffect(() => {
    const copy = (event: ClipboardEvent) => {
      if (isElsewhere()) return;
      const text = editor.copy();
      if (text === undefined) return;
      event.preventDefault();
      event.clipboardData?.setData('text/plain', text);
      if (event.type === 'cut') editor.erase();
    };
    const paste = (event: ClipboardEvent) => {
      if (isElsewhere()) return;
      if (editor.paste(event.clipboardData?.getData('text/plain') ?? '')) event.preventDefault();
    };
    document.addEventListener('copy', copy);
    document.addEventListener('cut', copy);
    document.addEventListener('paste', paste);
    return () => {
      document.removeEventListener('copy', copy);
      document.removeEventListener('cut', copy);
      document.removeEventListener('paste', paste);
    };
  }, [editor]);
}

/** Looks for what is wrong with the draft, at every step. */
function useProblems(editor: Editor): void {
  const { log } = useServices();
  const world = useStore(editor.store, ({ draft }) => draft.history.world);
  const finder = useMemo(
    () =>
      createProblemFinder({
        log: log.of('build'),
        found: (checked, problems) => editor.found(checked, problems),
        failed: (checked) => editor.notChecked(checked),
      }),
    [editor, log],
  );
  useEffect(() => () => finder.stop(), [finder]);
  useEffect(() => finder.check(world), [finder, world]);
}
