import { once } from 'node:events';
import { connect } from 'node:net';
import type { Configuration } from '../configuration/configuration.ts';
import { isEveryAddress, isLoopback } from '../platform/ownAddresses.ts';
import { fine, notChecked, reasonOf, wrong } from './finding.ts';
import type { Finding } from './finding.ts';

const answerMs = 5_000;

/** Whether Atrium listens where it is to listen. */
export async function checkServer({ host, port }: Configuration): Promise<readonly Finding[]> {
  const subject = 'Server';
  if (port === 0) return [notChecked(subject, 'ATRIUM_PORT=0: the port is another one at each start.')];
  const problem = await reachTcp(isEveryAddress(host) ? '127.0.0.1' : host, port);
  return [
    problem === undefined
      ? fine(subject, `It listens at ${host}, port ${port}.`)
      : wrong(
          subject,
          `Nothing answers at ${host}, port ${port}: ${problem}.`,
          'Start Atrium; if it runs, compare its settings with those of this command.',
        ),
  ];
}

/** Whether the SFU listens at the addresses that Clients are told. */
export async function checkSfu({ sfu }: Configuration): Promise<readonly Finding[]> {
  const subject = 'SFU';
  if (sfu.kind === 'off')
    return [notChecked(subject, 'There is none: people talk directly, in small groups.')];
  if (sfu.kind === 'socket') {
    const problem = await reach({ path: sfu.path });
    return [
      problem === undefined
        ? fine(subject, `Its process answers at ${sfu.path}.`)
        : wrong(
            subject,
            `Nothing answers at ${sfu.path}: ${problem}.`,
            'Start "atrium sfu", with the same ATRIUM_SFU_... settings.',
          ),
    ];
  }
  const { firstPort, listenAddress, announcedHosts } = sfu.listening;
  if (firstPort === 0) return [notChecked(subject, 'ATRIUM_SFU_PORT=0: its ports are others at each start.')];
  const local = isEveryAddress(listenAddress) ? '127.0.0.1' : listenAddress;
  const findings: Finding[] = [];
  for (const address of new Set([local, ...announcedHosts])) {
    const problem = await reachTcp(address, firstPort);
    const isOutside = address !== local && !isLoopback(address);
    findings.push(
      problem === undefined
        ? fine(subject, `It answers at ${address}, port ${firstPort} (TCP).`)
        : wrong(
            subject,
            `It does not answer at ${address}, port ${firstPort}: ${problem}.`,
            isOutside
              ? 'Open and forward this port, UDP and TCP, to this machine. Some routers let nobody reach them from inside: then try from outside.'
              : 'Start Atrium; if it runs, its log says why there is no SFU.',
          ),
    );
  }
  return findings;
}

function reachTcp(host: string, port: number): Promise<string | undefined> {
  return reach({ host, port });
}

/** @returns why it cannot be reached */
async function reach(
  where: { readonly host: string; readonly port: number } | { readonly path: string },
): Promise<string | undefined> {
  const socket = connect({ ...where, signal: AbortSignal.timeout(answerMs) });
  try {
    await once(socket, 'connect');
    return undefined;
  } catch (cause) {
    return cause instanceof Error && cause.name === 'AbortError' ? 'it does not answer' : reasonOf(cause);
  } finally {
    socket.destroy();
  }
}
