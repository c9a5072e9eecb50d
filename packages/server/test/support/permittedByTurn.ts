import { createHmac } from 'node:crypto';
import { TurnClient } from '../../src/doctor/turnClient.ts';

// node --import tsx permittedByTurn.ts SERVER SECRET ADDRESS,...: prints those of the addresses to which a TURN server lets
// a person of the office send. For `npm run test:deploy`.
const [, , host = '', secret = '', addresses = ''] = process.argv;
const username = `${Math.floor(Date.now() / 1_000) + 600}:scan`;
const credential = createHmac('sha1', secret).update(username).digest('base64');
const client = new TurnClient({ host, port: 3478, transport: 'udp' }, { username, credential });
const { code } = await client.allocate();
if (code !== 0) throw new Error(`There is no relay: ${code}`);
const granted: string[] = [];
for (const address of addresses.split(','))
  if ((await client.permit(address)).code === 0) granted.push(address);
await client.close();
process.stdout.write(granted.join());
