import { parseArgs } from 'node:util';
import { startCrowd } from './crowd.ts';

// `npm run walkers -- --people 50 --url http://127.0.0.1:3000 --world headquarters`
const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '20' },
    url: { type: 'string', default: 'http://127.0.0.1:3000' },
    world: { type: 'string' },
  },
});

const leave = await startCrowd({ url: values.url, people: Number(values.people), worldId: values.world });
process.stdout.write(`${values.people} people are walking about at ${values.url}. Ctrl+C ends it.\n`);
process.once('SIGINT', () => {
  void leave().then(() => process.exit(0));
});
