import { askPostgres } from '@atrium/workspace';
import type { Configuration } from '../configuration/configuration.ts';
import { fine, notChecked, wrong } from './finding.ts';
import type { Finding } from './finding.ts';

/** More is felt: tokens and credentials end too early or too late. */
const mostOffMs = 30_000;
const answerMs = 5_000;

/** Compares this machine's clock with others. */
export async function checkClock({ databaseUrl, s3, https }: Configuration): Promise<readonly Finding[]> {
  const web = [s3?.endpoint, https?.kind === 'acme' ? https.acme.directory : undefined].filter(
    (url) => url !== undefined,
  );
  const others = [
    ...(databaseUrl === undefined
      ? []
      : [async () => ({ name: 'PostgreSQL', ...(await askPostgres(databaseUrl)) })]),
    ...web.map((url) => () => askWeb(url)),
  ];
  for (const ask of others) {
    const before = Date.now();
    const other = await ask().catch(() => undefined);
    if (other === undefined) continue;
    // The other one looked at its clock between the question and the answer.
    const offMs = Math.max(0, before - other.nowMs - 1_000, other.nowMs - Date.now());
    const seconds = Math.round(offMs / 1000);
    return [
      offMs > mostOffMs
        ? wrong(
            'Clock',
            `It differs by ${seconds} s from the one of ${other.name}.`,
            'Turn on time synchronisation (timedatectl set-ntp true).',
          )
        : fine('Clock', `It agrees with the one of ${other.name}.`),
    ];
  }
  return [notChecked('Clock', 'There is no other clock to compare it with.')];
}

interface OtherClock {
  readonly name: string;
  readonly nowMs: number;
}

async function askWeb(url: string): Promise<OtherClock | undefined> {
  const response = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(answerMs) });
  const nowMs = Date.parse(response.headers.get('date') ?? '');
  return Number.isNaN(nowMs) ? undefined : { name: new URL(url).host, nowMs };
}
