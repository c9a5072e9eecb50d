import { SaxesParser } from 'saxes';
import { ImportFailure, importLimits } from './importReport.ts';

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  /** Of `<tile>` elements in a layer, which may be a quarter of a million. */
  readonly gids: number[];
  text: string;
}

/**
 * Reads a map (.tmx) or tileset (.tsx) of Tiled into the shape that the same has as JSON. Nothing is fetched, a file
 * with a document type is refused, and so there are no entities but those of XML itself.
 *
 * @returns `undefined` where it is XML of something else
 * @throws ImportFailure
 */
export function readTmx(file: string, text: string): Readonly<Record<string, unknown>> | undefined {
  const root = parse(file, text);
  if (root.name === 'map') return mapOf(root);
  return root.name === 'tileset' ? { ...tilesetOf(root), type: 'tileset' } : undefined;
}

function parse(file: string, text: string): Element {
  const parser = new SaxesParser();
  const open: Element[] = [{ name: '', attributes: {}, children: [], gids: [], text: '' }];
  let elements = 0;
  parser.on('doctype', () => {
    throw new ImportFailure({ code: 'has-doctype', file });
  });
  parser.on('error', (cause) => {
    const { line, column } = parser;
    throw new ImportFailure({ code: 'not-xml', file, line, column: column + 1 }, cause);
  });
  parser.on('opentag', ({ name, attributes }) => {
    const parent = open.at(-1);
    const element = { name, attributes, children: [], gids: [], text: '' };
    const isTile = name === 'tile' && (parent?.name === 'data' || parent?.name === 'chunk');
    if (isTile) parent.gids.push(Number(attributes['gid'] ?? 0));
    else parent?.children.push(element);
    if (!isTile && ++elements > importLimits.elements) throw new ImportFailure({ code: 'too-complex', file });
    if (open.length > importLimits.depth) throw new ImportFailure({ code: 'too-complex', file });
    open.push(element);
  });
  parser.on('text', (part) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += part;
  });
  parser.on('cdata', (part) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += part;
  });
  parser.on('closetag', () => void open.pop());
  parser.write(text).close();
  const [root] = open[0]?.children ?? [];
  if (root === undefined) throw new ImportFailure({ code: 'not-xml', file, line: 1, column: 1 });
  return root;
}

/** Attributes that are numbers in JSON. */
const numeric = new Set([
  ...['width', 'height', 'tilewidth', 'tileheight', 'firstgid', 'tilecount', 'id', 'gid'],
  ...['x', 'y', 'rotation', 'opacity', 'offsetx', 'offsety'],
]);

function attributesOf({ attributes }: Element): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, numeric.has(name) ? Number(value) : value]),
  );
}

function childrenOf(element: Element, name: string): readonly Element[] {
  return element.children.filter((child) => child.name === name);
}

function mapOf(element: Element): Readonly<Record<string, unknown>> {
  return {
    ...attributesOf(element),
    type: 'map',
    infinite: element.attributes['infinite'] === '1',
    properties: propertiesOf(element),
    tilesets: childrenOf(element, 'tileset').map(tilesetOf),
    layers: layersOf(element),
  };
}

const layerTypes: Readonly<Record<string, string>> = {
  layer: 'tilelayer',
  objectgroup: 'objectgroup',
  group: 'group',
  imagelayer: 'imagelayer',
};

function layersOf(element: Element): readonly unknown[] {
  return element.children.flatMap((child) => {
    const type = layerTypes[child.name];
    if (type === undefined) return [];
    return [
      {
        ...attributesOf(child),
        type,
        properties: propertiesOf(child),
        ...(type === 'tilelayer' ? tilesOf(child) : {}),
        ...(type === 'group' ? { layers: layersOf(child) } : {}),
        ...(type === 'objectgroup' ? { objects: childrenOf(child, 'object').map(objectOf) } : {}),
      },
    ];
  });
}

function tilesOf(layer: Element): Readonly<Record<string, unknown>> {
  const [data] = childrenOf(layer, 'data');
  if (data === undefined) return {};
  const { encoding, compression } = data.attributes;
  const tiles = (element: Element) => (encoding === undefined ? element.gids : element.text.trim());
  const chunks = childrenOf(data, 'chunk');
  return {
    ...(encoding === undefined ? {} : { encoding }),
    ...(compression === undefined ? {} : { compression }),
    ...(chunks.length === 0
      ? { data: tiles(data) }
      : { chunks: chunks.map((chunk) => ({ ...attributesOf(chunk), data: tiles(chunk) })) }),
  };
}

function objectOf(object: Element): Readonly<Record<string, unknown>> {
  const [shape] = object.children.filter(({ name }) => name === 'polygon' || name === 'polyline');
  const points = shape?.attributes['points']?.split(' ').map((point) => {
    const [x, y] = point.split(',').map(Number);
    return { x, y };
  });
  return {
    ...attributesOf(object),
    properties: propertiesOf(object),
    ...(points === undefined ? {} : { polygon: points }),
    ...(childrenOf(object, 'text').length === 0 ? {} : { text: {} }),
  };
}

function tilesetOf(tileset: Element): Readonly<Record<string, unknown>> {
  return {
    ...attributesOf(tileset),
    tiles: childrenOf(tileset, 'tile').map((tile) => ({
      ...attributesOf(tile),
      properties: propertiesOf(tile),
    })),
  };
}

function propertiesOf(element: Element): readonly unknown[] {
  return childrenOf(element, 'properties').flatMap((list) =>
    childrenOf(list, 'property').map((property) => {
      const { name, type = 'string', value = property.text } = property.attributes;
      return { name, value: valueOf(type, value) };
    }),
  );
}

function valueOf(type: string, value: string): unknown {
  if (type === 'bool') return value === 'true';
  return type === 'int' || type === 'float' ? Number(value) : value;
}
