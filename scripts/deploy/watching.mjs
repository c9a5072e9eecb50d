import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from '../setup/paths.mjs';
import { runQuietly } from '../setup/run.mjs';

/** What opens the figures of a container to the machine, as docs/host/watching.md says. */
export const openFigures = { ATRIUM_METRICS: '0.0.0.0:9464' };

/** Prometheus on the office's machine reads its figures with the configuration and the alerts that hosts get. */
export async function checkFigures(office) {
  const { machine, check, folder, net } = office;
  const files = join(folder, 'prometheus');
  cpSync(inRoot('deploy', 'prometheus'), files, { recursive: true });
  for (const [what, ...args] of [
    ['the configuration of Prometheus and the alerts are what it takes', 'check', 'config', 'prometheus.yml'],
    [
      'each alert fires where it should, and none where all is well',
      'test',
      'rules',
      'atrium.rules.test.yml',
    ],
  ])
    await check(what, async () => {
      const { code, output } = await runQuietly('promtool', args, { cwd: files });
      if (code !== 0) throw new Error(output);
    });

  await check('Prometheus reads the figures of the office, of which none is there for people', async () => {
    const config = join(files, 'prometheus.yml');
    const target = `${net}.213.10:9464`;
    const text = readFileSync(config, 'utf8');
    const changed = text
      .replaceAll('127.0.0.1:9464', target)
      .replace('scrape_interval: 15s', 'scrape_interval: 1s');
    writeFileSync(config, changed);
    const kept = join(files, 'kept');
    mkdirSync(kept);
    const address = '127.0.0.1:9090';
    machine.spawn(
      'host',
      'prometheus',
      `--config.file=${config}`,
      `--storage.tsdb.path=${kept}`,
      `--web.listen-address=${address}`,
    );
    const ask = async (path) => {
      const { code, output } = await machine.run(
        'host',
        'curl',
        '-sSfg',
        '-m',
        '5',
        `http://${address}/api/v1/${path}`,
      );
      return code === 0 ? JSON.parse(output).data : undefined;
    };
    const valueOf = async (query) => (await ask(`query?query=${query}`))?.result[0]?.value[1];
    await machine.until('the office is seen', async () => (await valueOf('up{job="atrium"}')) === '1');
    await machine.until('its figures are seen', async () => (await valueOf('atrium_sfu_workers')) === '1');
    await machine.until('every alert was looked at', async () => {
      const { groups = [] } = (await ask('rules')) ?? {};
      return groups.length > 0 && groups.every(({ rules }) => rules.every(({ health }) => health === 'ok'));
    });
    const outside = await machine.run('outside', 'curl', '-sS', '-m', '3', `http://${target}/metrics`);
    if (outside.code === 0) throw new Error(outside.output);
  });
}
