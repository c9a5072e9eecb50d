import { createIceServers } from '../media/createIceServers.ts';
import type { Configuration } from '../configuration/configuration.ts';
import { fine, notChecked, reasonOf, wrong } from './finding.ts';
import type { Finding } from './finding.ts';
import { TurnClient } from './turnClient.ts';
import { turnAddressOf } from './turnWire.ts';

/** Credentials for one try, in seconds. */
const credentialSeconds = 60;

/** Has each TURN server make an allocation, as Clients do. */
export async function checkTurn({ ice }: Configuration): Promise<readonly Finding[]> {
  const { turn } = ice;
  if (turn === undefined)
    return [
      notChecked(
        'TURN',
        'There is none: some people behind strict routers will not hear each other (see docs/host/calls.md).',
      ),
    ];
  const [user] = createIceServers({ ...ice, turn: { ...turn, credentialSeconds } }, Date.now).turn('doctor');
  const findings: Finding[] = [];
  for (const url of turn.urls)
    findings.push(await tryTurn(url, { username: user?.username ?? '', credential: user?.credential ?? '' }));
  return findings;
}

async function tryTurn(
  url: string,
  user: { readonly username: string; readonly credential: string },
): Promise<Finding> {
  const subject = 'TURN';
  const address = turnAddressOf(url);
  if (address === undefined)
    return notChecked(subject, `${url} is TURN over DTLS, which this does not speak.`);
  const client = new TurnClient(address, user);
  try {
    const { code } = await client.allocate();
    if (code === 0) return fine(subject, `${url} relays.`);
    if (code === 401)
      return wrong(
        subject,
        `${url} does not know the secret.`,
        "ATRIUM_TURN_SECRET has to be coturn's static-auth-secret; also compare the clocks of both machines.",
      );
    return wrong(
      subject,
      `${url} refuses with ${code}.`,
      'Its log says why; 486 and 508 mean that a quota or its ports are used up.',
    );
  } catch (cause) {
    return wrong(
      subject,
      `${url} does not answer: ${reasonOf(cause)}.`,
      'Start it, and open its port (UDP and TCP) and the ports that it relays from.',
    );
  } finally {
    await client.close();
  }
}
