import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { Socket } from 'node:net';

/**
 * Ends a child, and every process of its group, when this process ends, however that happens: tests fail before they tidy
 * up, are interrupted, and are killed when they hang.
 *
 * @param child started with `detached: true`, so that it leads a group of its own
 */
export function endWithParent(child: ChildProcess): void {
  const { pid } = child;
  if (pid === undefined) return;
  // The shell reads until its input ends. Only this process holds the other end open.
  const guard = spawn('/bin/sh', ['-c', 'read -r nothing; kill -s KILL -- "-$0"', String(pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  guard.unref();
  if (guard.stdin instanceof Socket) guard.stdin.unref();
  child.once('exit', () => guard.kill('SIGKILL'));
}
