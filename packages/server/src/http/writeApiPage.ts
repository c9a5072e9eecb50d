import type { ApiDescription, ApiOperation } from './describeApi.ts';

/** A page about the REST API. It needs no script and no style of its own: it reads well without. */
export function writeApiPage({ info, paths }: ApiDescription): string {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) =>
      writeOperation(method.toUpperCase(), path, operation),
    ),
  );
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Atrium: REST API</title></head>
<body>
<main>
<h1>${escape(info.title)} ${escape(info.version)}: REST API</h1>
<p>${escape(info.description)}</p>
<p>For programs: <a href="/api/docs/openapi.json">OpenAPI 3.1</a>.</p>
${operations.join('\n')}
</main>
</body>
</html>
`;
}

function writeOperation(method: string, path: string, operation: ApiOperation): string {
  const { summary, description, parameters, requestBody, responses } = operation;
  const names = parameters.map(({ name, in: place, required, schema }) => {
    const need = required ? '' : ', may be left out';
    return `<li><code>${escape(name)}</code> (${place}${need}): <code>${escape(JSON.stringify(schema))}</code></li>`;
  });
  return `<section>
<h2><code>${method} ${escape(path)}</code></h2>
<p>${escape(summary)} ${escape(description)}</p>
${names.length === 0 ? '' : `<ul>${names.join('')}</ul>`}
${requestBody === undefined ? '' : writeDetails('Body', requestBody.content)}
${writeDetails('Answers', responses)}
</section>`;
}

function writeDetails(title: string, content: unknown): string {
  return `<details><summary>${title}</summary><pre>${escape(JSON.stringify(content, null, 2))}</pre></details>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
