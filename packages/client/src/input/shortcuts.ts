/** In the order of the reactions. */
export const reactionShortcuts = [
  'reaction1',
  'reaction2',
  'reaction3',
  'reaction4',
  'reaction5',
  'reaction6',
] as const;

/** What a single key can do while the World has the focus. */
export const shortcutActions = [
  'up',
  'down',
  'left',
  'right',
  'interact',
  'microphone',
  'pushToTalk',
  'camera',
  'screen',
  'doNotDisturb',
  'people',
  'chat',
  'raiseHand',
  'waveNearest',
  'dance',
  ...reactionShortcuts,
  'minimap',
  'settings',
  'help',
  'zoomIn',
  'zoomOut',
  'centre',
] as const;
export type ShortcutAction = (typeof shortcutActions)[number];
export type WalkingAction = Extract<ShortcutAction, 'up' | 'down' | 'left' | 'right'>;

/** Keys by action, each as `KeyboardEvent.key` in lower case. */
export type KeyBindings = Readonly<Record<ShortcutAction, string>>;

export const defaultKeys: KeyBindings = {
  up: 'w',
  down: 's',
  left: 'a',
  right: 'd',
  interact: 'e',
  microphone: 'm',
  pushToTalk: ' ',
  camera: 'v',
  screen: 'h',
  doNotDisturb: 'b',
  people: 'p',
  chat: 't',
  raiseHand: 'r',
  waveNearest: 'g',
  dance: 'k',
  reaction1: '1',
  reaction2: '2',
  reaction3: '3',
  reaction4: '4',
  reaction5: '5',
  reaction6: '6',
  minimap: 'n',
  settings: ',',
  help: '?',
  zoomIn: '+',
  zoomOut: '-',
  centre: 'c',
};

/** Keys that print nothing: they cannot be remapped, and stay when single-key shortcuts are off. */
const fixedKeys: Readonly<Record<string, ShortcutAction>> = {
  arrowup: 'up',
  arrowdown: 'down',
  arrowleft: 'left',
  arrowright: 'right',
  enter: 'interact',
  home: 'centre',
};

/** The part of a KeyboardEvent that decides what a key does. */
export interface KeyPress {
  readonly key: string;
  /** Where the key is, named after the American layout ("KeyW"). */
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** For an action whose usual key was chosen for another one, as before that action existed. */
const spareKeys = [...'jluyoixqzf7890;./[]gk'];

/** What the keys in the place of an American keyboard's W, A, S and D print. */
export type WalkingKeysPrinted = Readonly<Record<WalkingAction, string>>;

/**
 * The keys in force: those that the person chose, then those in the place of WASD, then the usual ones. An action whose
 * usual key is taken gets a spare one.
 *
 * @param printed on the keyboard at hand, where that is known
 */
export function keyBindings(
  chosen: Readonly<Partial<Record<ShortcutAction, string | undefined>>>,
  printed?: WalkingKeysPrinted,
): KeyBindings {
  const bindings: Record<ShortcutAction, string> = { ...defaultKeys };
  const taken = new Set(Object.values(chosen));
  for (const action of shortcutActions) {
    const usual = (isWalkingAction(action) ? printed?.[action] : undefined) ?? defaultKeys[action];
    const key = chosen[action] ?? (taken.has(usual) ? spareKeys.find((spare) => !taken.has(spare)) : usual);
    bindings[action] = key ?? usual;
    taken.add(bindings[action]);
  }
  return bindings;
}

/**
 * What a key does. What it prints decides. Where it lies decides for letters that are not Latin (those keyboards carry
 * the Latin ones too), and for the places of WASD unless what they print was chosen for something: browsers that do not
 * tell the layout would open the settings with the first key that somebody with Dvorak walks with.
 */
export function actionOf(
  press: KeyPress,
  keys: KeyBindings,
  singleKeys: boolean,
): ShortcutAction | undefined {
  if (press.ctrlKey || press.metaKey || press.altKey) return undefined;
  const key = press.key.toLowerCase();
  const fixed = fixedKeys[key];
  if (fixed !== undefined || !singleKeys) return fixed;
  const place = /^Key([A-Z])$/.exec(press.code)?.[1]?.toLowerCase();
  const byPlace = /^[a-z]$/.test(key) && !['w', 'a', 's', 'd'].includes(place ?? '') ? undefined : place;
  const printed = actionOfKey(key, keys);
  const placed = actionOfKey(byPlace, keys);
  const walksByPlace =
    placed !== undefined && isWalkingAction(placed) && keys[placed] === defaultKeys[placed];
  const isUsual = printed !== undefined && keys[printed] === defaultKeys[printed];
  return walksByPlace && isUsual ? placed : (printed ?? placed);
}

/** The action that has a key already. */
export function actionOfKey(key: string | undefined, keys: KeyBindings): ShortcutAction | undefined {
  // The plus sign needs Shift on many layouts; without it the same key prints "=".
  const asked = key === '=' && !shortcutActions.some((action) => keys[action] === '=') ? '+' : key;
  return shortcutActions.find((action) => keys[action] === asked);
}

/** Whether a key can be chosen for an action: one that prints something, and moves no focus. */
export function isBindableKey(key: string): boolean {
  return [...key].length === 1;
}

/** What is done once when its key goes down; walking, talking and dancing last as long as the key is held. */
export type PressedAction = Exclude<ShortcutAction, WalkingAction | HeldAction>;
export type HeldAction = 'pushToTalk' | 'dance';

export function isWalkingAction(action: ShortcutAction): action is WalkingAction {
  return action === 'up' || action === 'down' || action === 'left' || action === 'right';
}
