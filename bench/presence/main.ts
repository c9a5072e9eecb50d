import { parseArgs } from 'node:util';
import { runCampaign, type CampaignPlan, type ContenderKey } from './campaign.ts';
import { contenders } from './contenders.ts';
import { summarise } from './results.ts';
import { formatTables } from './table.ts';

const everyContender = Object.keys(contenders).filter(isContender);
const ofAThousand: readonly ContenderKey[] = ['atrium', 'floor', 'colyseus'];

/** What the headline needs, within a minute. */
const quickPlan: CampaignPlan = {
  scenarios: [{ scenario: { walk: 'diagonal', share: 1 }, keys: everyContender }],
  rounds: 3,
  settleMs: 500,
  windowMs: 1200,
  budgetMs: 46_000,
};

const fullPlan: CampaignPlan = {
  scenarios: [
    { scenario: { walk: 'diagonal', share: 1 }, keys: everyContender },
    { scenario: { walk: 'straight', share: 1 }, keys: ofAThousand },
    { scenario: { walk: 'diagonal', share: 0.1 }, keys: ofAThousand },
    { scenario: { walk: 'straight', share: 0.1 }, keys: ofAThousand },
  ],
  rounds: 5,
  settleMs: 1000,
  // As long as the time between two tickets of somebody who walks: each window holds one for everybody.
  windowMs: 5000,
  budgetMs: Number.POSITIVE_INFINITY,
};

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    // For work on one server: a few of the contenders, and no headline.
    only: { type: 'string' },
  },
});
const only = values.only?.split(',').filter(isContender);
const plan = limitTo(values.quick ? quickPlan : fullPlan, only);
const result = await runCampaign(plan, (text) => process.stderr.write(`[bench] ${text}\n`));
if (!values.json || !values.quick) console.log(`${formatTables(result)}\n`);
if (only === undefined) {
  const headline = summarise(result);
  if (values.json) console.log(JSON.stringify(headline));
  else console.table(headline);
}

function isContender(name: string): name is ContenderKey {
  return name in contenders;
}

function limitTo(whole: CampaignPlan, keys: readonly ContenderKey[] | undefined): CampaignPlan {
  if (keys === undefined) return whole;
  const scenarios = whole.scenarios.map((entry) => ({
    ...entry,
    keys: entry.keys.filter((key) => keys.includes(key)),
  }));
  return { ...whole, scenarios };
}
