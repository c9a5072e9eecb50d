import { join } from 'node:path';
import { inRoot } from '../setup/paths.mjs';
import { runQuietly } from '../setup/run.mjs';
import { makeProfileImages } from './images.mjs';
import { Machine } from './machine.mjs';
import { account, ask, prepare, signIn, startOffice, untilOpen } from './office.mjs';

/** A logo and a backup, taken out of the running containers as docs/host/upgrading.md says. @returns what a host carries over */
export async function takeAlong(office) {
  const { machine, check, folder, base } = office;
  const goods = { archive: join(folder, 'move.tar.gz'), secret: join(folder, 'secret'), image: undefined };
  await check('a picture is uploaded through the edge', async () => {
    const session = JSON.parse((await signIn(office, account)).output.split('\n')[0]);
    const picture = join(folder, 'logo.png');
    const module = JSON.stringify(inRoot('packages', 'server', 'test', 'support', 'realPng.ts'));
    const write = `import { writeFileSync } from 'node:fs'; import { realPng } from ${module}; writeFileSync(process.argv[1], realPng(0x3366ff, 600));`;
    await runQuietly(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', write, picture]);
    const query = new URLSearchParams({ name: 'Logo', metadata: JSON.stringify({ kind: 'logo' }) });
    const { output } = await ask(
      office,
      ...[
        '-H',
        'Content-Type: application/octet-stream',
        '-H',
        `Authorization: Bearer ${session.accessToken}`,
      ],
      ...['--data-binary', `@${picture}`, `${base}/api/v1/assets?${query}`],
    );
    goods.image = JSON.parse(output).file;
    if (goods.image === undefined) throw new Error(output);
  });
  await check('a backup is written while people work, and taken out of the containers', async () => {
    const command = ['node', 'docker/start.mjs', 'backup', '/backups/move.tar.gz'];
    const { code, output } = await machine.exec('atrium', ...command);
    if (code !== 0) throw new Error(output);
    await runQuietly('cp', [machine.volume('backups', 'move.tar.gz'), goods.archive]);
    await runQuietly('cp', [machine.volume('data', 'secret'), goods.secret]);
  });
  return goods;
}

/** The same office on another machine, with PostgreSQL and an S3 store: "Moving to another machine" in docs/host/upgrading.md. */
export async function checkMove(office, goods, readServices) {
  const { check, folder, domain, net, base } = office;
  const services = await readServices({ COMPOSE_PROFILES: 'postgres,s3' });
  await makeProfileImages(join(folder, 'profiles'), services);
  const machine = new Machine(join(folder, 'second'), 'b');
  const second = { ...office, machine, services };
  try {
    await machine.setUp(domain, net);
    await check('PostgreSQL and the S3 store start with the options of compose.yaml', async () => {
      await prepare(second);
      await machine.connect('postgres', 'office', `${net}.213.20`);
      await machine.connect('s3', 'office', `${net}.213.21`);
      await machine.start('postgres', services.postgres, 'postgres');
      await machine.start('s3', services.s3, 's3');
      await machine.untilHealthy('postgres', services.postgres);
      await machine.until('the store listens', () => machine.outputOf('s3').includes('listens'));
    });
    await check('a backup is restored into fresh containers, with the commands of upgrading.md', async () => {
      const write = (command, input) =>
        machine.runOnce('carrying', services.atrium, 'atrium', {
          entrypoint: ['sh'],
          arguments: ['-c', command],
          input,
        });
      await write('cat > /backups/move.tar.gz', goods.archive);
      await write('umask 077; cat > /data/secret', goods.secret);
      const output = await machine.runOnce('restoring', services.atrium, 'atrium', {
        arguments: ['restore', '/backups/move.tar.gz'],
      });
      if (!/rows and \d+ files are restored/.test(output)) throw new Error(output);
    });
    await check('people find their office on the new machine, in PostgreSQL and in S3', async () => {
      await startOffice(second);
      await untilOpen(second);
      const session = await signIn(second, account);
      if (!session.output.endsWith('\n200')) throw new Error(session.output);
      const shown = await ask(
        second,
        '-o',
        '/dev/null',
        '-w',
        '%{http_code}',
        `${base}/asset/${goods.image}`,
      );
      if (shown.output !== '200') throw new Error(`${goods.image}: ${shown.output}`);
      const users = `PGUSER=atrium psql -h 127.0.0.1 -Atc 'select count(*) from users' atrium`;
      const secret = machine.volume('shared', 'postgres', 'password');
      const counted = await machine.inside('postgres', 'sh', '-c', `PGPASSWORD=$(cat ${secret}) ${users}`);
      const kept = await runQuietly('find', [machine.volume('s3'), '-type', 'f']);
      const beside = await runQuietly('ls', [machine.volume('data')]);
      if (Number(counted) !== 1) throw new Error(counted);
      if (!kept.output.includes(goods.image)) throw new Error(`Not in the store:\n${kept.output}`);
      if (/^(database|blobs)$/m.test(beside.output)) throw new Error(beside.output);
    });
  } finally {
    await machine.remove();
  }
}
