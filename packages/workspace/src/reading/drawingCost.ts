/** An element of an SVG image. */
export interface SvgElement {
  readonly name: string;
  readonly attributes: Map<string, string>;
  readonly parent: SvgElement | undefined;
  readonly children: (SvgElement | string)[];
}

/** What is drawn anew wherever something refers to it. */
const effects = ['pattern', 'mask', 'clipPath', 'marker', 'filter'] as const;
/** What an effect costs beside the shapes in it: each is computed for every pixel of what it is applied to. */
const effectCosts: Readonly<Record<string, number>> = {
  filter: 2_000,
  mask: 500,
  pattern: 100,
  clipPath: 10,
};
/** A group that is drawn on its own before it is laid over the rest. */
const layerCost = 50;
/** Characters of a path or of points that make a corner, at which a marker is drawn. */
const charactersPerCorner = 4;

function isEffect(name: string): boolean {
  return effects.some((effect) => effect === name);
}

/** What an element refers to: parts of the same image, by their ids. */
function* referencesOf(element: SvgElement): Generator<readonly [attribute: string, id: string]> {
  for (const [attribute, value] of element.attributes) {
    if (attribute === 'href') yield [attribute, value.slice(1)];
    else {
      for (const [, id = ''] of value.matchAll(/url\(\s?['"]?#([\w.-]+)/g)) yield [attribute, id];
    }
  }
}

/**
 * The first effect that is drawn with another: browsers draw each of them anew for every use, so that a few in each
 * other take minutes.
 *
 * @returns its name in the plural; `undefined` where there is none
 */
export function nestedEffect(root: SvgElement, all: readonly SvgElement[]): string | undefined {
  const byId = partsById(all);
  /** What is used in an effect, and was looked at for that. */
  const used = new Set<string>();
  const search = (element: SvgElement, around: string | undefined): string | undefined => {
    const own = isEffect(element.name) ? element.name : undefined;
    if (around !== undefined && own !== undefined) return `${around}s`;
    const effect = own ?? around;
    for (const [attribute, id] of effect === undefined ? [] : referencesOf(element)) {
      const target = byId.get(id);
      if (target === undefined || target.name.endsWith('Gradient')) continue;
      // A pattern may be made like another one.
      if (own !== undefined && attribute === 'href' && target.name === own) continue;
      if (element.name !== 'use' || attribute !== 'href') return `${effect}s`;
      if (used.has(`${effect} ${id}`)) continue;
      used.add(`${effect} ${id}`);
      const found = search(target, effect);
      if (found !== undefined) return found;
    }
    for (const child of element.children) {
      const found = typeof child === 'string' ? undefined : search(child, effect);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return search(root, undefined);
}

/**
 * How much there is to be drawn, in shapes: each counts once, and once more with everything in it wherever something
 * refers to it. Effects are not nested, nor is `use`.
 */
export function drawingCost(root: SvgElement, all: readonly SvgElement[]): number {
  const byId = partsById(all);
  const sizes = new Map<SvgElement, number>();
  sizeOf(root, sizes);
  const own = new Map<SvgElement, number>();
  for (const element of all) {
    let cost = element.attributes.has('opacity') && element.children.length > 0 ? layerCost : 1;
    for (const [attribute, id] of referencesOf(element)) {
      const target = byId.get(id);
      if (target === undefined || target.name.endsWith('Gradient')) continue;
      const size = sizes.get(target) ?? 1;
      if (attribute.startsWith('marker')) cost += size * cornersOf(element);
      else cost += (effectCosts[target.name] ?? 0) + size;
    }
    own.set(element, cost);
  }
  // What is used draws with its own effects: the costs of a part, not its size.
  const total = (element: SvgElement): number => {
    let sum = own.get(element) ?? 1;
    for (const child of element.children) if (typeof child !== 'string') sum += total(child);
    return sum;
  };
  let cost = total(root);
  const totals = new Map<SvgElement, number>();
  for (const element of all) {
    if (element.name !== 'use') continue;
    const target = byId.get((element.attributes.get('href') ?? '').slice(1));
    if (target === undefined) continue;
    const known = totals.get(target) ?? total(target);
    totals.set(target, known);
    cost += known;
  }
  return cost;
}

function cornersOf({ attributes }: SvgElement): number {
  const { length } = attributes.get('d') ?? attributes.get('points') ?? '';
  return 2 + length / charactersPerCorner;
}

function sizeOf(element: SvgElement, sizes: Map<SvgElement, number>): number {
  let size = 1;
  for (const child of element.children) if (typeof child !== 'string') size += sizeOf(child, sizes);
  sizes.set(element, size);
  return size;
}

function partsById(all: readonly SvgElement[]): ReadonlyMap<string, SvgElement> {
  const parts = new Map<string, SvgElement>();
  for (const element of all) {
    const id = element.attributes.get('id');
    if (id !== undefined && !parts.has(id)) parts.set(id, element);
  }
  return parts;
}
