import { useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { imagesOf, isAssetName, rectangleAround, selectedItems } from '@atrium/world';
import type { SelectedItem } from '@atrium/world';
import { useServices, useStrings } from '../../app/useServices.ts';
import { objectName } from '../../build/objectName.ts';
import type { Editor, EditorState } from '../../build/editor.ts';
import { imageAmong } from '../../build/imageUpload.ts';
import { thingAt } from '../../build/tools.ts';
import { createProblemFinder } from '../../build/problemFinder.ts';
import { AssetImages } from '../../rendering/moreArt.ts';
import { useVisit } from '../VisitContext.ts';
import { useBuildStrings } from './buildStrings.ts';
import type { BuildStrings } from './buildStrings.ts';
import { isTyping } from './useBuildKeys.ts';
import { freeZoneName } from './palettes.ts';

/** What goes on for as long as one edits. A part of its own: a step that concerns it renders nothing else. */
export function Editing({ editor }: { readonly editor: Editor }): null {
  useDraftInView(editor);
  useZoneNames(editor);
  useAnnouncements();
  useProblems(editor);
  useMissingImages(editor);
  return null;
}

/** What goes on for as long as one has the plan in hand. */
export function usePlanInHand(editor: Editor): void {
  useClipboard(editor);
  useDroppedImages(editor);
  useCursorWords(editor);
  useToolWords(editor);
  useSelectionWords(editor);
}

/** Says which tool is in hand, once it is another one. */
function useToolWords(editor: Editor): void {
  const { announcer } = useVisit();
  const { tools } = useBuildStrings();
  const tool = useStore(editor.store, (state) => state.tool);
  const said = useRef(tool);
  useEffect(() => {
    if (said.current !== tool) announcer.say(tools[tool]);
    said.current = tool;
  }, [announcer, tools, tool]);
}

/** Says what is selected, once that is something else. */
function useSelectionWords(editor: Editor): void {
  const { announcer } = useVisit();
  const strings = useBuildStrings();
  const selection = useStore(editor.store, (state) => state.selection);
  const said = useRef(selection);
  useEffect(() => {
    if (said.current === selection) return;
    said.current = selection;
    const names = [...selectedItems(editor.world, selection)].map((item) => nameOf(item, strings));
    const [name] = names;
    if (name !== undefined)
      announcer.say(strings.selected(names.length === 1 ? name : strings.inspector.several(names.length)));
  }, [announcer, editor, strings, selection]);
}

function nameOf({ list, item }: SelectedItem, { kinds, objects }: BuildStrings): string {
  if (list === 'objects') return objects[item.type];
  return 'name' in item && item.name !== undefined ? item.name : kinds[list];
}

/** Shows the draft in place of the World, for as long as one builds. */
function useDraftInView(editor: Editor): void {
  const { surface } = useVisit();
  useEffect(() => {
    const show = ({ space }: EditorState) => surface.setState({ draft: space });
    show(editor.store.getState());
    // The picture is first: what lies around it may be rendered later.
    const stop = editor.store.subscribe((state, before) => state.space !== before.space && show(state));
    return () => {
      stop();
      surface.setState({ draft: undefined });
    };
  }, [surface, editor]);
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
    const tileName = isAssetName(beneath) ? strings.images.floor : (named[beneath] ?? beneath);
    const what = object === undefined ? tileName : objectName(strings, object);
    const place = strings.floorAt(x, y, what, zones.at({ x: x + 0.5, y: y + 0.5 }).name);
    const { plan } = editor.store.getState();
    const extent = plan && rectangleAround(plan.area);
    const isDrawn = cursor.from.x !== x || cursor.from.y !== y;
    const size = isDrawn && extent !== undefined ? [strings.sized(extent.width, extent.height)] : [];
    const doubt = plan?.fit === 'doubtful' ? [strings.doubtful] : [];
    announcer.say([place, ...size, ...doubt].join(' · '));
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
      const image = imageAmong(event.clipboardData?.files ?? []);
      if (image !== undefined) editor.offerImage(image);
      if (image !== undefined || isElsewhere()) return;
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

/** An image may be dropped anywhere: elsewhere than on a palette it is taken in hand. */
function useDroppedImages(editor: Editor): void {
  useEffect(() => {
    // Else the browser leaves the page for the file.
    const allow = (event: DragEvent) => event.preventDefault();
    const drop = (event: DragEvent) => {
      if (event.defaultPrevented) return;
      event.preventDefault();
      const image = imageAmong(event.dataTransfer?.files ?? []);
      if (image !== undefined) editor.offerImage(image);
    };
    window.addEventListener('dragover', allow);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', allow);
      window.removeEventListener('drop', drop);
    };
  }, [editor]);
}

/** Asks the server for all images that the draft names: what it does not have is a problem. */
function useMissingImages(editor: Editor): void {
  const world = useStore(editor.store, ({ draft }) => draft.history.world);
  const images = useMemo(() => {
    const fetched: AssetImages = new AssetImages(() => editor.foundMissing(fetched.missing()));
    return fetched;
  }, [editor]);
  useEffect(
    () =>
      afterPicture(() => {
        for (const file of imagesOf(world)) images.get(file);
      }),
    [images, world],
  );
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
  const asked = useStore(editor.store, (state) => state.asked);
  // Asked again, the same World is looked through anew.
  useEffect(() => afterPicture(() => finder.check(world)), [finder, world, asked]);
}

/** Handing a large World to the Worker takes as long as a frame: what was done is seen first. @returns what gives it up */
function afterPicture(act: () => void): () => void {
  let timer: number | undefined;
  const frame = requestAnimationFrame(() => (timer = window.setTimeout(act)));
  return () => {
    cancelAnimationFrame(frame);
    window.clearTimeout(timer);
  };
}
