import {
  changeItem,
  changeWorld,
  copyFragment,
  createNewIds,
  createWorldSpace,
  eraseSelection,
  extentOfSelection,
  fillFloor,
  isSame,
  missingImages,
  moveSelection,
  pasteFragment,
  readFragment,
  rectangleAround,
  resizeZone,
  selectRoom,
  turnSelection,
  worldLists,
} from '@atrium/world';
import type {
  DrawnWorldSpace,
  EditOutcome,
  EditRefusal,
  NewId,
  Position,
  Rectangle,
  Selection,
  World,
  WorldIssue,
  WorldEdit,
  WorldItem,
  WorldListName,
} from '@atrium/world';
import { createStore } from 'zustand/vanilla';
import type { DraftSession } from './draftSession.ts';
import type { EditingState } from './draftState.ts';
import { idsOf, isSamePlace, noneSelected, placesOf, planGesture, thingAt, tileOf } from './tools.ts';
import type { Gesture, ToolChoices, ToolName, ToolPlan } from './tools.ts';
import { endOfSize, typeSize } from './typedSize.ts';
import type { TypedSize } from './typedSize.ts';

export interface EditorState {
  /** The draft as it is; its World has unpacked tiles. */
  readonly draft: EditingState;
  readonly space: DrawnWorldSpace;
  readonly tool: ToolName;
  readonly choices: ToolChoices;
  readonly selection: Selection;
  /** What the gesture under way would do. */
  readonly plan: ToolPlan | undefined;
  /** The tile under the pointer, or that of the keyboard. */
  readonly tile: Position | undefined;
  /** Where the keyboard is, and where what it draws began, in whole tiles; `undefined`: it was not used. */
  readonly cursor: { readonly from: Position; readonly to: Position } | undefined;
  /** What a finger has placed, and has still to be said yes to. */
  readonly held: { readonly gesture: Gesture; readonly tile: Position } | undefined;
  /** Why the last thing that was tried was not done; the number tells two equal ones apart. */
  readonly refused: { readonly why: EditRefusal; readonly count: number } | undefined;
  /** Where the picture is asked to go; the number tells two equal ones apart. */
  readonly revealed: { readonly place: Position; readonly count: number } | undefined;
  /** Whether this device cannot look for problems; the server does when the draft is published. */
  readonly isUnchecked: boolean;
  /** How often it was asked to look for them again. */
  readonly asked: number;
  /** An image that was dropped or pasted, until the palette of the tool uploads it. */
  readonly offered: File | undefined;
  /** `undefined`: not looked for yet. */
  readonly problems: readonly WorldIssue[] | undefined;
}

/** Tiles that a brush passes, up to where it is now, without gaps. */
function brushed(path: readonly Position[], to: Position): readonly Position[] {
  const from = path.at(-1);
  if (from === undefined) return [to];
  const steps = Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y));
  const between = Array.from({ length: steps }, (_, step) => ({
    x: Math.round(from.x + ((to.x - from.x) * (step + 1)) / steps),
    y: Math.round(from.y + ((to.y - from.y) * (step + 1)) / steps),
  }));
  return [...path, ...between];
}

/** What one person does in Build Mode: tools, what is selected, and what a gesture would do. Without a screen. */
export class Editor {
  readonly store;
  readonly #session: Pick<DraftSession, 'edit' | 'undo' | 'redo' | 'noteActivity'>;
  readonly #random: () => number;
  /** Gives new ids of the World as it is; made where one is needed. */
  #newIds: { readonly world: World; readonly newId: NewId } | undefined;
  /** Of a pointer that is held down. */
  #press: 'none' | 'held' | 'given up' = 'none';
  /** The step that the arrow keys have made last. */
  #nudge: WorldEdit | undefined;
  /** Where the pointer was when something was pasted last, and where it went. */
  #pasted: { readonly wished: Position; readonly places: Set<string> } | undefined;
  /** The gesture under way, and its end. */
  #shown: { readonly gesture: Gesture; readonly tile: Position } | undefined;
  /** Tiles that the pointer has passed while it is held down. */
  #path: readonly Position[] = [];
  /** What was typed of the size of what is drawn. */
  #size: TypedSize = '';
  /** How far the Door of the room that is drawn was moved along its walls. */
  #slide = 0;
  /** The last click with the floor in hand, and the World before it: a second one on the same tile fills. */
  #painted: { readonly tile: Position; readonly world: World } | undefined;
  /** What the World as it is has of problems, but for images. */
  #found: readonly WorldIssue[] = [];
  /** Images that the server does not have. */
  #missing: ReadonlySet<string> = new Set();
  /** Ids of what is only shown need not be kept. */
  readonly #shownId: NewId = (kind) => `${kind}-shown`;

  constructor(
    session: Pick<DraftSession, 'edit' | 'undo' | 'redo' | 'noteActivity'>,
    draft: EditingState,
    choices: ToolChoices,
    random: () => number,
  ) {
    this.#session = session;
    this.#random = random;
    this.store = createStore<EditorState>(() => ({
      draft,
      space: createWorldSpace(draft.history.world),
      tool: 'select',
      choices,
      selection: noneSelected,
      plan: undefined,
      tile: undefined,
      cursor: undefined,
      held: undefined,
      refused: undefined,
      revealed: undefined,
      isUnchecked: false,
      asked: 0,
      offered: undefined,
      problems: undefined,
    }));
  }

  get #state(): EditorState {
    return this.store.getState();
  }

  get world(): World {
    return this.#state.draft.history.world;
  }

  get #newId(): NewId {
    const { world } = this;
    if (this.#newIds?.world !== world) this.#newIds = { world, newId: createNewIds(world, this.#random) };
    return this.#newIds.newId;
  }

  /** To be called with every new state of the draft. */
  follow(draft: EditingState): void {
    const { space } = this.#state;
    const { world } = draft.history;
    if (world === space.world) return this.store.setState({ draft });
    // It was about what was there before.
    this.giveUp();
    this.store.setState({
      draft,
      space: createWorldSpace(world),
      selection: this.#kept(world, this.#state.selection),
      problems: undefined,
      plan: undefined,
      held: undefined,
      refused: undefined,
    });
  }

  /** Told by what looks for problems; of an older World they are passed over. */
  found(world: World, problems: readonly WorldIssue[]): void {
    if (world !== this.world) return;
    this.#found = problems;
    this.#showProblems();
  }

  /** Told by what fetches images. @param files those that the server does not have, of all that were asked for */
  foundMissing(files: ReadonlySet<string>): void {
    this.#missing = files;
    if (this.#state.problems !== undefined) this.#showProblems();
  }

  #showProblems(): void {
    const missing = missingImages(this.world, this.#missing);
    this.store.setState({ problems: [...this.#found, ...missing], isUnchecked: false });
  }

  /** Told where this device cannot look for problems. */
  notChecked(world: World): void {
    if (world === this.world) this.store.setState({ problems: undefined, isUnchecked: true });
  }

  /** An image is dropped on the picture or pasted: it becomes the floor where that is in hand, else an Object. */
  offerImage(offered: File): void {
    if (this.#state.tool !== 'floor') this.choose('object');
    this.store.setState({ offered });
  }

  /** @returns what was offered; only once */
  takeOffered(): File | undefined {
    const { offered } = this.#state;
    if (offered !== undefined) this.store.setState({ offered: undefined });
    return offered;
  }

  /** Asks to look for problems again, where that could not be done. */
  checkAgain(): void {
    this.store.setState(({ asked }) => ({ problems: undefined, isUnchecked: false, asked: asked + 1 }));
  }

  choose(tool: ToolName): void {
    this.giveUp();
    this.#forgetDrawing();
    this.store.setState({ tool, plan: undefined, held: undefined, refused: undefined });
  }

  setChoices(choices: Partial<ToolChoices>): void {
    // Another floor is not what the first click was about; a name for the next Zone changes nothing.
    if (choices.floor !== undefined) this.#painted = undefined;
    const next = { ...this.#state.choices, ...choices };
    if (isSame(next, this.#state.choices)) return;
    this.store.setState({ choices: next });
    if (this.#state.plan !== undefined) this.#showAgain();
  }

  select(selection: Selection): void {
    this.store.setState({ selection });
  }

  /** A pointer goes down: the keyboard's tile is not what one works with any more. */
  press(): void {
    this.#press = 'held';
    this.#path = [];
    this.store.setState({ cursor: undefined, held: undefined, refused: undefined });
  }

  /** Shows what a gesture would do if it ended now. */
  hover(gesture: Gesture, tile: Position): void {
    const { tool } = this.#state;
    this.#session.noteActivity();
    this.#shown = { gesture, tile };
    if (this.#painted !== undefined && !isSamePlace(this.#painted.tile, tile)) this.#painted = undefined;
    if (this.#press === 'held') this.#path = brushed(this.#path, tile);
    const isIdle = this.#press === 'given up' || (tool === 'select' && !gesture.isDrag);
    const plan = isIdle ? undefined : planGesture(tool, this.#context(this.#shownId), this.#whole(gesture));
    this.store.setState({ tile, plan });
  }

  /** The gesture with all that was done besides pointing. */
  #whole(gesture: Gesture): Gesture {
    const { tool } = this.#state;
    const path = this.#path.length > 0 && tool === 'floor' ? this.#path : undefined;
    const whole = { ...gesture, path, slide: this.#slide };
    if (this.#size === '' || !this.#takesSize) return whole;
    const end = endOfSize(this.#size, tileOf(gesture.from), tileOf(gesture.to));
    return { ...whole, to: { x: end.x + 0.5, y: end.y + 0.5 }, isDrag: true };
  }

  get #takesSize(): boolean {
    const { tool, choices } = this.#state;
    return tool === 'zone' || (tool === 'room' && choices.design === undefined);
  }

  /** Sets the size of what is drawn, key by key. @returns whether the key was for that */
  typeSize(key: string): boolean {
    const isDrawing = this.#takesSize && this.#state.plan !== undefined && this.#shown !== undefined;
    const typed = isDrawing ? typeSize(this.#size, key) : undefined;
    if (typed === undefined) return false;
    this.#size = typed;
    this.#showAgain();
    return true;
  }

  #showAgain(): void {
    if (this.#shown !== undefined) this.hover(this.#shown.gesture, this.#shown.tile);
  }

  #forgetDrawing(): void {
    this.#path = [];
    this.#size = '';
    this.#slide = 0;
  }

  /** The pointer has left the World, or has become something else. */
  rest(): void {
    this.#press = 'none';
    if (this.#state.held !== undefined) return;
    this.store.setState({ plan: undefined });
  }

  /** Whether what a finger places with the tool in hand is a ghost first. */
  get asksFirst(): boolean {
    const { tool } = this.#state;
    return tool === 'object' || tool === 'room' || tool === 'door';
  }

  /** Shows what a finger has placed, until one says yes or no. */
  hold(gesture: Gesture, tile: Position): void {
    if (this.#press === 'given up') return this.rest();
    this.#press = 'none';
    this.hover(gesture, tile);
    this.store.setState({ held: { gesture, tile } });
  }

  /** Does what is held. */
  confirmHeld(): void {
    const { held } = this.#state;
    this.store.setState({ held: undefined });
    if (held !== undefined) this.finish(held.gesture);
  }

  giveUpHeld(): void {
    this.#forgetDrawing();
    this.store.setState({ held: undefined, plan: undefined });
  }

  /** Of a press that goes on nothing comes any more. @returns whether there was one */
  giveUp(): boolean {
    if (this.#press !== 'held') return false;
    this.#press = 'given up';
    this.#forgetDrawing();
    this.store.setState({ plan: undefined });
    return true;
  }

  /** Gives up what the keyboard draws. @returns whether there was anything */
  giveUpDrawing(): boolean {
    const { cursor } = this.#state;
    if (cursor === undefined || isSamePlace(cursor.from, cursor.to)) return false;
    this.#forgetDrawing();
    this.store.setState({ cursor: { from: cursor.to, to: cursor.to }, plan: undefined });
    return true;
  }

  /** Moves the tile of the keyboard. @param extends whether what it draws goes on from where it began */
  moveCursor(by: Position, { extends: isExtending }: { readonly extends: boolean }): void {
    const { cursor, tile } = this.#state;
    const { width, height } = this.world.map;
    const before = cursor?.to ?? tile ?? { x: Math.floor(width / 2), y: Math.floor(height / 2) };
    const to = {
      x: Math.max(0, Math.min(before.x + by.x, width - 1)),
      y: Math.max(0, Math.min(before.y + by.y, height - 1)),
    };
    const from = isExtending ? (cursor?.from ?? before) : to;
    this.store.setState({ cursor: { from, to } });
    this.hover(this.#cursorGesture({ from, to }), to);
  }

  /** Does at the tile of the keyboard what a click, or the drag that was drawn, would do. */
  pressCursor(keys: Partial<Pick<Gesture, 'adds' | 'copies'>>): void {
    const { cursor } = this.#state;
    if (cursor === undefined) return;
    this.finish({ ...this.#cursorGesture(cursor), ...keys });
    this.store.setState({ cursor: { from: cursor.to, to: cursor.to } });
  }

  #cursorGesture({ from, to }: { readonly from: Position; readonly to: Position }): Gesture {
    const isDrag = from.x !== to.x || from.y !== to.y;
    const middle = ({ x, y }: Position) => ({ x: x + 0.5, y: y + 0.5 });
    const toId = thingAt(this.world, to)?.id;
    // What is drawn begins on the floor, whatever stands there; links are drawn from thing to thing.
    const fromId = isDrag && this.#state.tool !== 'link' ? undefined : thingAt(this.world, from)?.id;
    return { from: middle(from), to: middle(to), isDrag, fromId, toId, adds: false, copies: false };
  }

  /** Does what the gesture has come to. */
  finish(gesture: Gesture): void {
    const isGivenUp = this.#press === 'given up';
    this.#press = 'none';
    if (isGivenUp) return;
    const { tool } = this.#state;
    if (tool === 'floor' && !gesture.isDrag && this.#fill(gesture)) return;
    const plan = planGesture(tool, this.#context(this.#newId), this.#whole(gesture));
    this.#forgetDrawing();
    this.store.setState({ plan: undefined });
    if (plan.picked !== undefined) {
      this.choose(plan.picked.tool);
      this.setChoices(plan.picked.choices);
    }
    if (plan.outcome !== undefined && !this.do(plan.outcome)) return;
    if (plan.selection !== undefined) this.select(plan.selection);
  }

  /** Fills with floor where the click before was on the same tile. @returns whether it was */
  #fill({ to, copies }: Gesture): boolean {
    const tile = tileOf(to);
    const before = this.#painted;
    this.#painted = { tile, world: this.world };
    if (before === undefined || !isSamePlace(before.tile, tile)) return false;
    this.#painted = undefined;
    // What the first click did is part of it.
    if (before.world !== this.world) this.undo();
    this.do(fillFloor(this.world, tile, copies ? null : this.#state.choices.floor));
    return true;
  }

  /** @returns whether it was done */
  do(outcome: EditOutcome, { joins = false }: { readonly joins?: boolean } = {}): boolean {
    if (!outcome.ok) {
      this.refuse(outcome.refusal);
      return false;
    }
    this.store.setState({ refused: undefined });
    if (outcome.edit.changes.length > 0) this.#session.edit(outcome, { joins });
    return true;
  }

  refuse(why: EditRefusal): void {
    this.store.setState(({ refused }) => ({ refused: { why, count: (refused?.count ?? 0) + 1 } }));
  }

  /** Selects things, and brings them into view. @param tiles where they are, if that is elsewhere */
  reveal({
    ids,
    tiles = [],
  }: {
    readonly ids: readonly string[];
    readonly tiles?: readonly Rectangle[];
  }): void {
    this.choose('select');
    this.select(idsOf(ids));
    const around = rectangleAround(tiles.length > 0 ? tiles : placesOf(this.world, idsOf(ids)));
    if (around === undefined) return;
    const place = { x: around.x + around.width / 2, y: around.y + around.height / 2 };
    // The keyboard goes on from there.
    this.store.setState(({ revealed }) => ({
      revealed: { place, count: (revealed?.count ?? 0) + 1 },
      tile: tileOf(place),
      cursor: undefined,
    }));
  }

  undo(): void {
    this.#pasted = undefined;
    this.#painted = undefined;
    this.#session.undo();
  }

  redo(): void {
    this.#session.redo();
  }

  erase(): void {
    this.do(eraseSelection(this.world, this.#state.selection));
  }

  /** Turns what the tool would place, else what is selected, by quarters clockwise. */
  turn(quarters: 1 | 3): void {
    const { tool, choices, selection } = this.#state;
    if (tool === 'object' || (tool === 'room' && choices.design !== undefined)) {
      this.setChoices({ rotation: ((choices.rotation + quarters * 90) % 360) as ToolChoices['rotation'] });
      return this.#showAgain();
    }
    if (tool === 'room') {
      this.#slide += quarters === 1 ? 1 : -1;
      return this.#showAgain();
    }
    let { world } = this;
    let turning = selection;
    const edits = [];
    for (let turned = 0; turned < quarters; turned++) {
      const outcome = turnSelection(world, turning);
      if (!outcome.ok) return this.refuse(outcome.refusal);
      edits.push(...outcome.edit.changes);
      ({ world } = outcome);
      turning = this.#kept(world, turning);
    }
    this.do({ ok: true, edit: { changes: edits }, world, made: [] });
  }

  /** @param isHeld whether a key is held down for it: what comes of one press is one step */
  move(by: Position, { isHeld = false }: { readonly isHeld?: boolean } = {}): void {
    const last = () => this.#state.draft.history.done.at(-1);
    const joins = isHeld && this.#nudge !== undefined && last() === this.#nudge;
    if (this.do(moveSelection(this.world, this.#state.selection, by), { joins })) this.#nudge = last();
  }

  /** Moves what is selected to a tile: its upper corner comes to lie there. @returns whether it was done */
  moveTo(place: Partial<Position>): boolean {
    const { selection } = this.#state;
    const extent = extentOfSelection(this.world, selection);
    if (extent === undefined) return false;
    const { x = extent.x, y = extent.y } = place;
    return this.do(moveSelection(this.world, selection, { x: x - extent.x, y: y - extent.y }));
  }

  /** @returns whether it was done */
  resizeZone(zoneId: string, bounds: Rectangle): boolean {
    return this.do(resizeZone(this.world, zoneId, bounds));
  }

  /** Places the same once more, right beside it where there is room. */
  duplicate(): void {
    const { selection } = this.#state;
    const fragment = copyFragment(this.world, selection);
    const extent = extentOfSelection(this.world, selection);
    if (fragment === undefined || extent === undefined) return this.refuse('nothing-selected');
    const { x, y, width, height } = extent;
    const places = [
      { x: x + width, y },
      { x, y: y + height },
      { x: x - width, y },
      { x, y: y - height },
    ];
    const outcomes = places.map((at) => pasteFragment(this.world, fragment, at, this.#newId));
    const outcome = outcomes.find(({ ok }) => ok) ?? outcomes[0];
    if (outcome !== undefined && this.do(outcome) && outcome.ok) this.select(idsOf(outcome.made));
  }

  selectAll(): void {
    this.select(idsOf(worldLists.flatMap((list) => this.world[list].map(({ id }) => id))));
  }

  /** A Zone with its walls, Doors and Objects. */
  selectRoom(zoneId: string): void {
    const room = selectRoom(this.world, zoneId);
    if (room !== undefined) this.select(room);
  }

  /** What is selected as text for the clipboard; `undefined` where that is nothing. */
  copy(): string | undefined {
    const fragment = copyFragment(this.world, this.#state.selection);
    return fragment && JSON.stringify(fragment);
  }

  /** @param text of the clipboard, which may be anything. @returns whether it was something of a World */
  paste(text: string): boolean {
    const fragment = readFragment(text);
    if (fragment === undefined) return false;
    if (fragment === 'newer') {
      this.refuse('newer-format');
      return true;
    }
    const { width, height } = this.world.map;
    const { tile } = this.#state;
    const extent = extentOfSelection(this.world, this.#state.selection);
    const wished = tile ?? { x: (extent?.x ?? 0) + 1, y: (extent?.y ?? 0) + 1 };
    const most = { x: Math.max(0, width - fragment.width), y: Math.max(0, height - fragment.height) };
    const outcome = pasteFragment(this.world, fragment, this.#freshPlace(wished, most), this.#newId);
    if (this.do(outcome) && outcome.ok) this.select(idsOf(outcome.made));
    return true;
  }

  /** Where to paste: at the place that is wished for, or where the same was pasted there already, beside it. */
  #freshPlace(wished: Position, most: Position): Position {
    const { wished: before, places } = this.#pasted ?? {};
    const used =
      before?.x === wished.x && before.y === wished.y && places !== undefined ? places : new Set<string>();
    const within = ({ x, y }: Position) => ({
      x: Math.max(0, Math.min(x, most.x)),
      y: Math.max(0, Math.min(y, most.y)),
    });
    let place = within(wished);
    for (let off = 1; used.has(`${place.x} ${place.y}`) && off <= Math.max(most.x, most.y); off++) {
      const ways = [1, -1].flatMap((x) => [1, -1].map((y) => ({ x: x * off, y: y * off })));
      const beside = ways.map((way) => within({ x: wished.x + way.x, y: wished.y + way.y }));
      place = beside.find(({ x, y }) => !used.has(`${x} ${y}`)) ?? place;
    }
    used.add(`${place.x} ${place.y}`);
    this.#pasted = { wished, places: used };
    return place;
  }

  /** Gives a thing other properties; `undefined` takes one away. */
  change<List extends WorldListName>(list: List, id: string, change: Partial<WorldItem<List>>): boolean {
    return this.do(changeItem(this.world, list, id, change));
  }

  changeWorld(change: Parameters<typeof changeWorld>[1]): boolean {
    return this.do(changeWorld(this.world, change));
  }

  #context(newId: NewId) {
    const { selection, choices } = this.#state;
    return { world: this.world, selection, choices, newId };
  }

  /** What is selected and still there; a room where it is now. */
  #kept(world: World, selection: Selection): Selection {
    const ids = new Set(worldLists.flatMap((list) => world[list].map(({ id }) => id)));
    const kept = [...selection.ids].filter((id) => ids.has(id));
    if (selection.area === undefined) return idsOf(kept);
    const zoneId = kept.find((id) => world.zones.some((zone) => zone.id === id));
    const room = zoneId === undefined ? undefined : selectRoom(world, zoneId);
    return { ids: new Set(kept), area: room?.area };
  }
}
