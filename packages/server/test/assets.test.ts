import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assetListSchema, assetSchema, managedWorldListSchema } from '@atrium/protocol';
import type { Asset } from '@atrium/protocol';
import sharp from 'sharp';
import { png } from './support/png.ts';
import { startRestServer } from './support/restServer.ts';
import type { Member, RestServer } from './support/restServer.ts';

let server: RestServer;
let admin: Member;
beforeAll(async () => {
  server = await startRestServer();
  admin = await server.makeWorkspace('Acme');
});
afterAll(() => server.remove());

const object = { kind: 'object', footprint: { width: 1, height: 1 }, collision: true, interactions: [] };
const upload = (body: Uint8Array | string, metadata: unknown = object, name = 'Thing') => {
  const query = new URLSearchParams({
    name,
    metadata: typeof metadata === 'string' ? metadata : JSON.stringify(metadata),
  });
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  return server.ask('POST', `/api/v1/assets?${query}`, { token: admin.token, body: bytes });
};
const svg = (inside: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="32">${inside}</svg>`;
const added = async (body: Uint8Array | string, name?: string): Promise<Asset> =>
  assetSchema.parse((await upload(body, object, name)).json);

describe('an image that is uploaded', () => {
  test('is named by what is in it, whatever it is called', async () => {
    const bytes = png(64, 128);
    const asset = await added(bytes, 'photo.svg.exe');
    const hash = createHash('sha256').update(bytes).digest('hex');
    expect(asset).toMatchObject({
      file: `${hash}.png`,
      width: 64,
      height: 128,
      contentType: 'image/png',
      uses: 0,
    });
    expect(asset.url).toBe(`/asset/${hash}.png`);
  });

  test.each([
    ['nothing', ''],
    ['text', 'hello'],
    ['a page', '<!doctype html><script>alert(1)</script>'],
    ['a program', new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 1, 1, 1, 0])],
    ['a GIF', 'GIF89a'],
    ['a PNG that is cut off', png(9, 9).subarray(0, 40)],
    ['a PNG with something behind it', Buffer.concat([png(9, 9), Buffer.from('<script>')])],
    ['a PNG that is too large', png(5000, 10)],
    ['an SVG with entities', '<!DOCTYPE svg [<!ENTITY a "b">]>' + svg('&a;')],
    ['an SVG that is no XML', svg('<g>')],
    [
      'an SVG without a size that is one',
      '<svg xmlns="http://www.w3.org/2000/svg" width="9999" height="10"/>',
    ],
    ['an SVG of another namespace', '<svg width="10" height="10"><path/></svg>'],
  ])('is refused where it is %s', async (_what, body) => {
    const answer = await upload(body);
    expect([answer.status, answer.code]).toEqual([422, 'image_invalid']);
  });

  test('has metadata that fit its kind', async () => {
    for (const metadata of [
      '{',
      {},
      { kind: 'object' },
      { ...object, footprint: { width: -1, height: 1 } },
      { ...object, more: 1 },
    ]) {
      const answer = await upload(png(8, 8), metadata);
      expect([answer.status, answer.code]).toEqual([400, 'bad_message']);
    }
    const sheet = {
      ...object,
      kind: 'sprite-sheet',
      frame: { width: 8, height: 8 },
      frames: 5,
      framesPerSecond: 8,
    };
    expect((await upload(png(16, 16), sheet)).code).toBe('image_invalid');
    expect((await upload(png(16, 16), { ...sheet, frames: 4 })).status).toBe(200);
  });

  test('is no larger than 4 MB', async () => {
    const answer = await upload(new Uint8Array(4 * 1024 * 1024 + 1));
    expect([answer.status, answer.code]).toEqual([413, 'bad_message']);
  });
});

describe('an SVG', () => {
  test.each([
    ['scripts', '<script>alert(1)</script>'],
    ['event handlers', '<path d="M0 0" onload="alert(1)" ONCLICK="alert(1)"/>'],
    [
      'pages',
      '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><img src="x" onerror="alert(1)"/></body></foreignObject>',
    ],
    ['links', '<a href="javascript:alert(1)"><path d="M0 0"/></a>'],
    ['images of others', '<image href="https://evil.example/x.png"/>'],
    ['uses of others', '<use href="https://evil.example/x.svg#a"/>'],
    ['data', '<use href="data:image/svg+xml;base64,AAAA"/>'],
    ['styles', '<style>@import url(https://evil.example/x.css);</style>'],
    ['animations', '<set attributeName="href" to="javascript:alert(1)"/>'],
    ['addresses in attributes', '<path fill="url(https://evil.example/x#a)" d="M0 0"/>'],
    ['processing instructions', '<?xml-stylesheet href="https://evil.example/x.css"?>'],
    ['comments', '<!-- evil.example --><path d="M0 0"/>'],
  ])('keeps no %s', async (_what, inside) => {
    const { url } = await added(svg(inside));
    const text = await (await fetch(`${server.url}${url}`)).text();
    expect(text).not.toMatch(
      /script|onload|onclick|onerror|javascript|evil|data:|foreignObject|<a |image|style|<set/i,
    );
  });

  test.each([
    '<g id="b"><use href="#a"/></g><use href="#b"/>',
    '<s:g xmlns:s="http://www.w3.org/2000/svg" id="b"><s:use href="#a"/></s:g><s:use xmlns:s="http://www.w3.org/2000/svg" href="#b"/>',
  ])('does not draw without end, by use of what uses: %s', async (uses) => {
    const { url } = await added(svg(`<path id="a" d="M0 0"/>${uses}`));
    const text = await (await fetch(`${server.url}${url}`)).text();
    expect(text).toMatch('href="#a"');
    expect(text).not.toMatch('href="#b"');
  });

  test('keeps its drawing', async () => {
    const drawing =
      '<defs><linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient></defs><path d="M0 0h9" fill="url(#g)"/><use href="#g"/><text x="1">Hi &amp; bye</text>';
    const { url } = await added(svg(drawing));
    expect(await (await fetch(`${server.url}${url}`)).text()).toBe(svg(drawing));
  });

  test('opened as a page of its own can do nothing', async () => {
    const { url } = await added(svg('<path d="M1 1"/>'));
    const { headers } = await fetch(`${server.url}${url}`);
    expect(headers.get('content-type')).toBe('image/svg+xml; charset=utf-8');
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });
});

describe('delivery', () => {
  test('is for ever, for every origin, and says so', async () => {
    const { url, file } = await added(png(10, 10));
    const reply = await fetch(`${server.url}${url}`);
    expect(reply.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(reply.headers.get('access-control-allow-origin')).toBe('*');
    expect(reply.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(reply.headers.get('etag')).toBe(`"${file}"`);
    const again = await fetch(`${server.url}${url}`, { headers: { 'If-None-Match': `"${file}"` } });
    expect([again.status, (await again.arrayBuffer()).byteLength]).toEqual([304, 0]);
  });

  test.each([
    ['bytes=0-3', 206, 0, 4],
    ['bytes=10-', 206, 10, undefined],
    ['bytes=-5', 206, -5, undefined],
    ['bytes=0-999999', 206, 0, undefined],
    ['bytes=999999-', 416, 0, 0],
    ['bytes=-0', 416, 0, 0],
    ['bytes=5-2', 200, 0, undefined],
    ['bytes=0-1,4-5', 200, 0, undefined],
    ['lines=0-1', 200, 0, undefined],
  ])('of %s is answered with %i', async (range, status, from, to) => {
    const bytes = png(11, 11);
    const { url } = await added(bytes);
    const reply = await fetch(`${server.url}${url}`, { headers: { Range: range } });
    expect(reply.status).toBe(status);
    expect(Buffer.from(await reply.arrayBuffer())).toEqual(Buffer.from(bytes.subarray(from, to)));
  });

  test.each(['nothing.png', `${'0'.repeat(64)}.png`, '..%2f..%2fsecret', `${'0'.repeat(64)}.exe`, '%00'])(
    'knows nothing called %s',
    async (file) => {
      const reply = await fetch(`${server.url}/asset/${file}`);
      expect(reply.status).toBe(404);
    },
  );
});

test('assets are found by name and kind, and removed only where no version of a World needs them', async () => {
  const { token } = admin;
  const chair = await added(png(21, 21), 'Red 100%_chair');
  const lamp = await added(png(22, 22), 'Lamp');
  const query = new URLSearchParams({ search: '100%_CH' });
  const { assets } = await server.read(assetListSchema, 'GET', `/api/v1/assets?${query}`, { token });
  expect(assets.map(({ file }) => file)).toEqual([chair.file]);

  const { worlds } = await server.read(managedWorldListSchema, 'GET', '/api/v1/managed-worlds', { token });
  const path = `/api/v1/managed-worlds/${worlds[0]?.worldId}/file`;
  const world = (await server.ask('GET', path, { token })).json as { meta: object };
  // Wherever a World file names an image, it is in use; in versions of before as well.
  const naming = { ...world, meta: { ...world.meta, createdBy: chair.file } };
  for (const [index, body] of [naming, { ...world, version: '9.0.0' }].entries()) {
    expect((await server.ask('PUT', `${path}?base=${index + 1}`, { token, body })).status).toBe(200);
    expect((await server.ask('DELETE', `/api/v1/assets/${chair.file}`, { token })).code).toBe('asset_in_use');
  }

  const picture = await server.ask('PUT', '/api/v1/account/picture', { token, body: png(23, 23) });
  const file = (picture.json as { picture: string }).picture.split('/').at(-1);
  expect((await server.ask('DELETE', `/api/v1/assets/${file}`, { token })).code).toBe('asset_in_use');
  expect((await server.ask('DELETE', `/api/v1/assets/${lamp.file}`, { token })).status).toBe(204);
  expect((await fetch(`${server.url}${lamp.url}`)).status).toBe(404);
});

test('a new picture takes the place of the one before', async () => {
  const { token } = await server.invite(admin, 'Member');
  const upload2 = (bytes: Uint8Array) => server.ask('PUT', '/api/v1/account/picture', { token, body: bytes });
  const first = ((await upload2(png(41, 41))).json as { picture: string }).picture;
  const second = ((await upload2(png(42, 42))).json as { picture: string }).picture;
  expect((await fetch(`${server.url}${first}`)).status).toBe(404);
  expect((await fetch(`${server.url}${second}`)).status).toBe(200);
  const { assets } = await server.read(assetListSchema, 'GET', '/api/v1/assets?kind=picture', {
    token: admin.token,
  });
  expect(assets.filter(({ url }) => url === first || url === second)).toMatchObject([{ url: second }]);
});

describe('a picture of a person', () => {
  const put = async (body: Uint8Array) => {
    const { token } = await server.invite(admin, 'Member');
    return server.ask('PUT', '/api/v1/account/picture', { token, body });
  };
  const colour = { r: 200, g: 100, b: 50 };
  const large = { create: { width: 1200, height: 800, channels: 3, background: colour } } as const;

  test.each(['png', 'jpeg', 'webp'] as const)('may be a %s, and is made small', async (format) => {
    const answer = await put(
      await sharp(large)
        .withExif({ IFD0: { Artist: 'Ana' } })
        .toFormat(format)
        .toBuffer(),
    );
    const { picture } = answer.json as { picture: string };
    expect(picture).toMatch(/\.webp$/);
    const bytes = Buffer.from(await (await fetch(`${server.url}${picture}`)).arrayBuffer());
    expect(bytes.length).toBeLessThan(10_000);
    expect(bytes.includes('Ana')).toBe(false);
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width: 256, height: 256 });
  });

  test.each([
    ['an SVG', new TextEncoder().encode(svg('<path d="M0 0"/>'))],
    ['a GIF', new TextEncoder().encode('GIF89a')],
    ['cut off', png(64, 64).subarray(0, 60)],
    ['a name for something else', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), png(9, 9)])],
    ['nothing', new Uint8Array()],
  ])('is refused where it is %s', async (_what, body) => {
    const answer = await put(body);
    expect([answer.status, answer.code]).toEqual([422, 'image_invalid']);
  });

  test('is none that is drawn by rules, even where a logo is', async () => {
    const logo = await upload(svg('<path d="M3 3"/>'), { kind: 'logo' });
    const { file } = assetSchema.parse(logo.json);
    const answer = await server.ask('PATCH', '/api/v1/account', {
      token: admin.token,
      body: { picture: file },
    });
    expect([answer.status, answer.code]).toEqual([422, 'image_invalid']);
  });
});

test('an SVG of before that browsers would hang over is not delivered', async () => {
  const nested = Array.from(
    { length: 9 },
    (_, i) => `<pattern id="p${i}" width="1" height="1"><rect fill="url(#p${i + 1})"/></pattern>`,
  ).join('');
  const [old, good] = [await added(svg('<path d="M7 7"/>')), await added(svg('<path d="M8 8"/>'))];
  const folder = join(server.folder, 'data', 'blobs', 'assets');
  writeFileSync(join(folder, old.file.slice(0, 2), old.file), svg(nested));
  expect((await fetch(`${server.url}${old.url}`)).status).toBe(404);
  expect(await (await fetch(`${server.url}${good.url}`)).text()).toBe(svg('<path d="M8 8"/>'));
});

test('a picture that is in the library already changes nothing there', async () => {
  const { token } = await server.invite(admin, 'Member');
  const bytes = png(43, 43);
  const lamp = await added(bytes);
  const putPicture = (body: Uint8Array) => server.ask('PUT', '/api/v1/account/picture', { token, body });
  for (const body of [bytes, png(44, 44)]) expect((await putPicture(body)).status).toBe(200);
  const { assets } = await server.read(assetListSchema, 'GET', '/api/v1/assets', { token: admin.token });
  expect(assets.find(({ file }) => file === lamp.file)).toEqual(lamp);
});

test('a picture that is taken away is not kept', async () => {
  const { token } = await server.invite(admin, 'Member');
  const { json } = await server.ask('PUT', '/api/v1/account/picture', { token, body: png(45, 45) });
  const { picture } = json as { picture: string };
  expect((await server.ask('PATCH', '/api/v1/account', { token, body: { picture: null } })).status).toBe(200);
  expect((await fetch(`${server.url}${picture}`)).status).toBe(404);
});

test('a picture is chosen among those of one Workspace', async () => {
  const other = await server.makeWorkspace('Other');
  const { file } = await added(png(31, 31));
  for (const member of [admin, other]) {
    const answer = await server.ask('PATCH', '/api/v1/account', {
      token: member.token,
      body: { picture: file },
    });
    expect(answer.code).toBe('not_found');
  }
});
