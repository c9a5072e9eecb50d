import { SaxesParser } from 'saxes';
import type { SaxesTagNS } from 'saxes';
import { WorkspaceFailure } from '../workspaceFailure.ts';
import { drawingCost, nestedEffect } from './drawingCost.ts';
import type { SvgElement } from './drawingCost.ts';

const svgNamespace = 'http://www.w3.org/2000/svg';
const xlinkNamespace = 'http://www.w3.org/1999/xlink';
/** Elements of SVG 2 that only draw. No scripts, no foreign content, no links, nothing that loads. */
const elements = new Set(
  `svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan clipPath mask pattern marker
  linearGradient radialGradient stop filter feBlend feColorMatrix feComponentTransfer feComposite feFlood feFuncA feFuncB
  feFuncG feFuncR feGaussianBlur feMerge feMergeNode feOffset feDropShadow`.split(/\s+/),
);
/** Attributes that say how something is drawn. */
const attributes = new Set(
  `id class x y x1 x2 y1 y2 cx cy r rx ry fx fy d points width height viewBox preserveAspectRatio transform opacity fill
  fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-dasharray
  stroke-dashoffset stroke-miterlimit clip-path clip-rule mask filter color display visibility offset stop-color
  stop-opacity gradientUnits gradientTransform spreadMethod patternUnits patternTransform patternContentUnits
  clipPathUnits maskUnits maskContentUnits markerWidth markerHeight refX refY orient markerUnits marker-start marker-mid
  marker-end font-family font-size font-weight font-style text-anchor dominant-baseline letter-spacing dx dy rotate
  textLength in in2 result stdDeviation mode type values operator k1 k2 k3 k4 flood-color flood-opacity tableValues slope
  intercept amplitude exponent filterUnits primitiveUnits color-interpolation-filters version paint-order
  vector-effect`.split(/\s+/),
);
/** Functions that a value may name. All others may load something: `image-set()`, `src()`, `cross-fade()`, ... */
const functions = new Set(
  'url rgb rgba hsl hsla matrix translate translateX translateY scale scaleX scaleY rotate skewX skewY'.split(
    ' ',
  ),
);
const longestFunctionName = 16;
/** A part of the same image. */
const ownAddress = /^\(\s?['"]?#[\w.-]{1,100}['"]?\s?\)/;
const foreign = /javascript:|data:|@import|\\/i;

/** What an SVG may be made of; anything that a person draws is far below. */
const svgLimits = {
  elements: 20_000,
  attributesPerElement: 100,
  /** Elements within elements. */
  depth: 64,
  /** Elements drawn, those that are drawn once more each time they are used included. */
  cost: 60_000,
} as const;

/**
 * An SVG image with nothing in it but drawing. Takes time in proportion to the length of the text.
 *
 * @returns the image anew, as text
 * @throws WorkspaceFailure `image_invalid` where it is no SVG, declares entities, or would take too long to draw
 */
export function safeSvg(text: string): string {
  // Entities can grow without end, and name files.
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw invalid('SVG images with a DOCTYPE are not taken.');
  const { root, all } = readElements(text);
  removeUsesOfUses(all);
  const nested = nestedEffect(root, all);
  if (nested !== undefined) {
    throw invalid(`This SVG image takes too long to draw: it has ${nested} within each other.`);
  }
  if (drawingCost(root, all) > svgLimits.cost) {
    throw invalid('This SVG image takes too long to draw: it repeats its parts too often.');
  }
  return writeElement(root);
}

function readElements(text: string): { readonly root: SvgElement; readonly all: readonly SvgElement[] } {
  const parser = new SaxesParser({ xmlns: true });
  const all: SvgElement[] = [];
  let root: SvgElement | undefined;
  let around: SvgElement | undefined;
  let depth = 0;
  /** Depth of the element that is left out at this moment, with all that is in it; 0: none is. */
  let leftOutAt = 0;
  let attributesSeen = 0;
  parser.on('error', () => {
    throw invalid('This is not an SVG image.');
  });
  parser.on('opentagstart', () => (attributesSeen = 0));
  parser.on('attribute', () => {
    if (++attributesSeen > svgLimits.attributesPerElement) {
      throw invalid('A part of this SVG image has too many attributes.');
    }
  });
  parser.on('opentag', (tag) => {
    if (++depth > svgLimits.depth)
      throw invalid('The parts of this SVG image lie too deep within each other.');
    if (leftOutAt > 0) return;
    const isDrawing = tag.uri === svgNamespace && elements.has(tag.local);
    if (root === undefined && !(isDrawing && tag.local === 'svg')) throw invalid('This is not an SVG image.');
    if (!isDrawing) {
      leftOutAt = depth;
      return;
    }
    const element = { name: tag.local, attributes: harmlessAttributes(tag), parent: around, children: [] };
    if (all.push(element) > svgLimits.elements) throw invalid('This SVG image has too many parts.');
    around?.children.push(element);
    root ??= element;
    around = element;
  });
  parser.on('closetag', () => {
    if (leftOutAt === 0) around = around?.parent;
    else if (leftOutAt === depth) leftOutAt = 0;
    depth--;
  });
  const keepText = (characters: string) => {
    if (leftOutAt === 0) around?.children.push(characters);
  };
  parser.on('text', keepText);
  parser.on('cdata', keepText);
  parser.write(text).close();
  if (root === undefined) throw invalid('This is not an SVG image.');
  return { root, all };
}

function harmlessAttributes(tag: SaxesTagNS): Map<string, string> {
  const kept = new Map<string, string>();
  for (const { uri, local, prefix, value } of Object.values(tag.attributes)) {
    // Within the same image only: `use` draws a part of it once more.
    const isAddress = local === 'href' && (prefix === '' || uri === xlinkNamespace);
    if (isAddress && /^#[\w.-]{1,100}$/.test(value)) kept.set('href', value);
    else if (prefix === '' && attributes.has(local) && isHarmless(value)) kept.set(local, value);
  }
  return kept;
}

function isHarmless(value: string): boolean {
  if (foreign.test(value)) return false;
  for (let at = value.indexOf('('); at >= 0; at = value.indexOf('(', at + 1)) {
    const name = /[\w-]*$/.exec(value.slice(Math.max(0, at - longestFunctionName), at))?.[0] ?? '';
    if (!functions.has(name)) return false;
    if (name === 'url' && !ownAddress.test(value.slice(at, at + 110))) return false;
  }
  return true;
}

/** A `use` of something that uses something, and so on, draws without end. */
function removeUsesOfUses(all: readonly SvgElement[]): void {
  const withUses = new Set<string>();
  const uses = all.filter(({ name }) => name === 'use');
  for (const use of uses) {
    for (let around: SvgElement | undefined = use; around !== undefined; around = around.parent) {
      const id = around.attributes.get('id');
      if (id !== undefined) withUses.add(id);
    }
  }
  for (const use of uses) {
    // Without an address, it draws nothing.
    if (withUses.has((use.attributes.get('href') ?? '').slice(1))) use.attributes.delete('href');
  }
}

function writeElement(element: SvgElement): string {
  const isRoot = element.parent === undefined;
  const written = Array.from(
    element.attributes,
    ([name, value]) => ` ${name}="${escaped(value, /[&<>"\n\t\r]/g)}"`,
  );
  const open = `${element.name}${isRoot ? ` xmlns="${svgNamespace}"` : ''}${written.join('')}`;
  if (element.children.length === 0) return `<${open}/>`;
  const inside = element.children.map((child) =>
    typeof child === 'string' ? escaped(child, /[&<>]/g) : writeElement(child),
  );
  return `<${open}>${inside.join('')}</${element.name}>`;
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string, special: RegExp): string {
  return text.replace(special, (character) => escapes[character] ?? `&#${character.charCodeAt(0)};`);
}

function invalid(message: string): WorkspaceFailure {
  return new WorkspaceFailure('image_invalid', message);
}
