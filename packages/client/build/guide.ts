import { readdir, readFile } from 'node:fs/promises';
import { posix } from 'node:path';
import { marked } from 'marked';
import type { Plugin } from 'vite';

const folder = new URL('../../../docs/use/', import.meta.url);

interface GuideFile {
  readonly type: 'text/html; charset=utf-8' | 'text/css' | 'image/webp';
  readonly content: string | Uint8Array;
}

/**
 * The guide for people (docs/use) as pages of the Client, below `/guide/`: a server without a way out shows them too.
 * Links to docs for hosts and developers become plain text: those are not part of the Client.
 */
export function guide(): Plugin {
  return {
    name: 'atrium-guide',
    async generateBundle() {
      for (const [fileName, { content }] of await readGuide())
        this.emitFile({ type: 'asset', fileName, source: content });
    },
    configureServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        const name = (request.url ?? '').slice(1).replace(/\?.*/, '');
        if (!name.startsWith('guide/')) return next();
        readGuide().then((files) => {
          const file = files.get(name);
          if (file === undefined) return next();
          response.setHeader('Content-Type', file.type);
          response.end(file.content);
        }, next);
      });
    },
  };
}

async function readGuide(): Promise<ReadonlyMap<string, GuideFile>> {
  const files = new Map<string, GuideFile>([['guide/guide.css', { type: 'text/css', content: css }]]);
  for (const name of await readdir(folder, { recursive: true })) {
    if (name.endsWith('.md')) {
      const page = writePage(await readFile(new URL(name, folder), 'utf8'));
      files.set(`guide/${pageName(name)}`, { type: 'text/html; charset=utf-8', content: page });
    } else if (name.endsWith('.webp')) {
      files.set(`guide/${name}`, { type: 'image/webp', content: await readFile(new URL(name, folder)) });
    }
  }
  return files;
}

const pageName = (file: string) => file.replace(/README\.md$/, 'index.md').replace(/\.md$/, '.html');

function writePage(markdown: string): string {
  const title = /^# (.+)$/m.exec(markdown)?.[1] ?? 'Atrium';
  const body = marked.parse(markdown, { async: false, renderer: guideRenderer() });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="guide.css">
</head>
<body><main>
${body}</main></body>
</html>
`;
}

function guideRenderer() {
  const renderer = new marked.Renderer();
  renderer.heading = function ({ tokens, depth, text }) {
    const id = text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/ /g, '-');
    return `<h${depth} id="${id}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
  };
  renderer.link = function ({ href, tokens }) {
    const text = this.parser.parseInline(tokens);
    if (posix.normalize(href).startsWith('..')) return text;
    return `<a href="${href.replace(/^([\w/-]+\.md)/, pageName)}">${text}</a>`;
  };
  return renderer;
}

const css = `:root { color-scheme: light dark; font: 16px/1.55 system-ui, sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; overflow-wrap: break-word; }
h1, h2, h3 { line-height: 1.25; margin: 2em 0 0.5em; }
h1 { margin-top: 0; }
img { max-width: 100%; height: auto; border-radius: 8px; }
table { display: block; overflow-x: auto; border-collapse: collapse; }
th, td { padding: 0.3rem 0.6rem; border-bottom: 1px solid color-mix(in srgb, currentColor 25%, transparent);
  text-align: left; vertical-align: top; }
code { font-size: 0.9em; }
a { color: light-dark(#0a5c8a, #8fd0f5); }
`;
