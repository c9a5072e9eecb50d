import { spawn } from 'node:child_process';
import { ensureDependencies } from './setup/ensureDependencies.mjs';
import { ensureBuild } from './setup/ensureBuild.mjs';
import { ensureSfuWorker } from './setup/ensureSfuWorker.mjs';
import { binary, inRoot, rootFolder } from './setup/paths.mjs';
import { say } from './setup/say.mjs';

// The server restarts and the page reloads by itself whenever a source file is saved.
await ensureDependencies();
await ensureSfuWorker();
await ensureBuild();

const serverPort = process.env.ATRIUM_PORT ?? '3000';
const env = {
  ...process.env,
  ATRIUM_PORT: serverPort,
  ATRIUM_DEV_SERVER: `http://127.0.0.1:${serverPort}`,
  // Vite serves the page on a port of its own.
  ATRIUM_PUBLIC_URL: 'http://127.0.0.1:5173',
  ATRIUM_ALLOWED_ORIGINS: 'http://127.0.0.1:5173,http://localhost:5173',
};
const server = 'packages/server/dist';
const programs = [
  spawn(process.execPath, ['build.mjs', '--watch'], { cwd: inRoot('packages', 'server'), stdio: 'inherit' }),
  spawn(
    binary('tsx'),
    ['watch', '--clear-screen=false', '--include', `${server}/*.js`, `${server}/atrium.js`, 'start'],
    {
      cwd: rootFolder,
      stdio: 'inherit',
      env,
    },
  ),
  spawn(binary('vite'), ['--host', '127.0.0.1', '--port', '5173', '--strictPort'], {
    cwd: inRoot('packages', 'client'),
    stdio: 'inherit',
    env,
  }),
];
say('open http://127.0.0.1:5173');

const stopAll = () => programs.forEach((program) => program.kill('SIGTERM'));
process.on('SIGINT', stopAll);
process.on('SIGTERM', stopAll);
for (const program of programs) {
  program.on('exit', (code) => {
    process.exitCode ||= code ?? 0;
    stopAll();
  });
}
