import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { rootFolder } from './setup/paths.mjs';

// Every file that a page names has to be there, and every link has to lead somewhere.
const files = execFileSync('git', ['ls-files'], { cwd: rootFolder, encoding: 'utf8' }).split('\n');
const pages = files.filter((file) => file.endsWith('.md'));
const problems = pages.flatMap((page) => {
  const text = readFileSync(join(rootFolder, page), 'utf8');
  return [...missingFiles(page, text), ...brokenLinks(page, text)];
});
process.stdout.write(problems.map((problem) => `${problem}\n`).join(''));
process.exitCode = problems.length === 0 ? 0 : 1;

/** Names such as `client/src/movement/ownAvatar.ts`, whole or the end of a path. */
function missingFiles(page, text) {
  const names = [...text.matchAll(/`([\w@./-]+\.(?:tsx?|mjs|cjs))`/g)].map((match) => match[1]);
  return names
    .filter((name) => !files.some((file) => `/${file}`.endsWith(`/${name}`)))
    .map((name) => `${page}: there is no file ${name}`);
}

function brokenLinks(page, text) {
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1]);
  return targets
    .filter((target) => !/^\w+:/.test(target) && !leadsSomewhere(page, target))
    .map((target) => `${page}: the link to ${target} leads nowhere`);
}

/** To a file or folder, and to a heading of it where the link names one. */
function leadsSomewhere(page, target) {
  const [path, anchor] = target.split('#');
  const file = path === '' ? join(rootFolder, page) : join(rootFolder, dirname(page), path);
  if (!existsSync(file)) return false;
  return anchor === undefined || headingAnchors(readFileSync(file, 'utf8')).has(anchor);
}

/** The anchors that GitHub gives the headings of a page; of equal headings the second one gets `-1`. */
function headingAnchors(text) {
  const anchors = new Set();
  for (const [, heading] of text.replace(/^```.*?^```/gms, '').matchAll(/^#+ +(.+)$/gm)) {
    const name = heading
      .replace(/\]\([^)]*\)/g, '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/ /g, '-');
    let anchor = name;
    for (let number = 1; anchors.has(anchor); number++) anchor = `${name}-${number}`;
    anchors.add(anchor);
  }
  return anchors;
}
