import { DOMParser, XMLSerializer } from '@xmldom/xmldom';
import { WorkspaceFailure } from '../workspaceFailure.ts';

const svgNamespace = 'http://www.w3.org/2000/svg';
/** Elements of SVG 2 that only draw. No scripts, no foreign content, no links, nothing that loads. */
const elements = new Set(
  `svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan clipPath mask pattern marker
  linearGradient radialGradient stop filter feBlend feColorMatrix feComponentTransfer feComposite feFlood feFuncA feFuncB
  feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset feDropShadow`.split(/\s+/),
);
/** Attributes that say how something is drawn. */
const attributes = new Set(
  `id class x y x1 x2 y1 y2 cx cy r rx ry fx fy d points width height viewBox preserveAspectRatio transform opacity fill
  fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-dasharray
  stroke-dashoffset stroke-miterlimit clip-path clip-rule mask filter color display visibility offset stop-color
  stop-opacity gradientUnits gradientTransform spreadMethod patternUnits patternTransform patternContentUnits
  clipPathUnits maskUnits maskContentUnits markerWidth markerHeight refX refY orient markerUnits font-family font-size
  font-weight font-style text-anchor dominant-baseline letter-spacing dx dy rotate textLength in in2 result stdDeviation
  mode type values operator k1 k2 k3 k4 radius flood-color flood-opacity tableValues slope intercept amplitude exponent
  filterUnits primitiveUnits color-interpolation-filters version xmlns paint-order vector-effect`.split(
    /\s+/,
  ),
);
/** Of what a value may point to: parts of the same image. */
const foreignReference = /url\s*\(\s*(?!['"]?#)|javascript:|data:|expression\s*\(|@import|\\/i;
const mostElements = 20_000;

/**
 * An SVG image with nothing in it but drawing.
 *
 * @returns the image anew, as text
 * @throws WorkspaceFailure `image_invalid` where it is no SVG, or declares entities
 */
export function safeSvg(text: string): string {
  // Entities can grow without end, and name files.
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw invalid('SVG images with a DOCTYPE are not taken.');
  const failures: string[] = [];
  const keep = (message: string) => void failures.push(message);
  const parser = new DOMParser({ errorHandler: { warning: keep, error: keep, fatalError: keep } });
  const document = parser.parseFromString(text, 'image/svg+xml');
  const root = document?.documentElement;
  if (failures.length > 0 || root?.localName !== 'svg' || root.namespaceURI !== svgNamespace) {
    throw invalid('This is not an SVG image.');
  }
  clean(root, { elements: 0 });
  removeUsesOfUses(root);
  return new XMLSerializer().serializeToString(root);
}

function clean(element: Element, seen: { elements: number }): void {
  if (++seen.elements > mostElements) throw invalid('This SVG image has too many parts.');
  for (const attribute of Array.from(element.attributes)) {
    if (!isHarmless(attribute)) element.removeAttributeNode(attribute);
  }
  for (const child of Array.from(element.childNodes)) {
    if (child.nodeType === child.ELEMENT_NODE && isDrawing(child as Element)) clean(child as Element, seen);
    else if (child.nodeType !== child.TEXT_NODE) element.removeChild(child);
  }
}

/** A `use` of something that uses something, and so on, draws without end. */
function removeUsesOfUses(root: Element): void {
  const uses = Array.from(root.getElementsByTagNameNS(svgNamespace, 'use'));
  const withUses = new Set<string>();
  for (const use of uses) {
    for (
      let around: Node | null = use;
      around !== null && around !== root.ownerDocument;
      around = around.parentNode
    ) {
      const id = (around as Element).getAttribute('id');
      if (id !== '' && id !== null) withUses.add(id);
    }
  }
  for (const use of uses) {
    const target = (use.getAttribute('href') || use.getAttribute('xlink:href') || '').slice(1);
    if (withUses.has(target)) use.parentNode?.removeChild(use);
  }
}

function isDrawing({ localName, namespaceURI }: Element): boolean {
  return namespaceURI === svgNamespace && elements.has(localName);
}

function isHarmless({ name, value }: Attr): boolean {
  // Within the same image only: `use` draws a part of it once more.
  if (name === 'href' || name === 'xlink:href') return /^#[\w.-]+$/.test(value);
  if (name === 'xmlns' || name === 'xmlns:xlink') return true;
  return attributes.has(name) && !foreignReference.test(value);
}

function invalid(message: string): WorkspaceFailure {
  return new WorkspaceFailure('image_invalid', message);
}
