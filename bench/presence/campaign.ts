import { presenceTickMs } from '@atrium/protocol';
import { contenders } from './contenders.ts';
import { Rig, type MemoryPerPerson, type Window } from './rig.ts';
import type { Walk } from './load/walk.ts';

/** One thing that everybody does, measured once a round. */
export interface Scenario {
  readonly walk: Walk;
  /** 0 to 1 */
  readonly share: number;
}

export type ContenderKey = keyof typeof contenders;

export interface CampaignPlan {
  readonly scenarios: readonly { readonly scenario: Scenario; readonly keys: readonly ContenderKey[] }[];
  readonly rounds: number;
  readonly settleMs: number;
  readonly windowMs: number;
  /** No round begins that would end later than so long after the start; one is measured in any case. */
  readonly budgetMs: number;
}

/** Every window of a contender in a scenario, one a round. */
export interface Series {
  readonly key: ContenderKey;
  readonly scenario: Scenario;
  readonly windows: Window[];
}

export interface CampaignResult {
  readonly series: readonly Series[];
  readonly memory: ReadonlyMap<ContenderKey, MemoryPerPerson>;
}

/**
 * Everybody joins every server first. Then the contenders take turns, window by window, the others at rest meanwhile:
 * what disturbs the machine for a while disturbs all of them, and a ratio is taken of windows that lie side by side.
 */
export async function runCampaign(plan: CampaignPlan, say: (text: string) => void): Promise<CampaignResult> {
  const keys = [...new Set(plan.scenarios.flatMap((entry) => entry.keys))];
  const startedAt = performance.now();
  const rigs = new Map<ContenderKey, Rig>();
  try {
    say(`starting ${keys.length} servers, and Clients for each ...`);
    await Promise.all(keys.map(async (key) => rigs.set(key, await startRig(key))));
    say('everybody joins ...');
    await Promise.all([...rigs.values()].map((rig) => rig.join()));
    const series = await measureRounds(plan, rigs, startedAt + plan.budgetMs, say);
    const memory = new Map<ContenderKey, MemoryPerPerson>();
    for (const [key, rig] of rigs) memory.set(key, await rig.measureMemory());
    return { series, memory };
  } finally {
    for (const rig of rigs.values()) rig.stop();
  }
}

function startRig(key: ContenderKey): Promise<Rig> {
  return Rig.start(contenders[key], presenceTickMs);
}

async function measureRounds(
  plan: CampaignPlan,
  rigs: ReadonlyMap<ContenderKey, Rig>,
  endAt: number,
  say: (text: string) => void,
): Promise<Series[]> {
  const series = plan.scenarios.flatMap(({ scenario, keys }) =>
    keys.map((key): Series => ({ key, scenario, windows: [] })),
  );
  // Round 0 is for the engine to compile what is hot, and is not kept.
  let roundMs = 0;
  for (let round = 0; round <= plan.rounds; round++) {
    const roundAt = performance.now();
    if (round > 1 && roundAt + roundMs > endAt) {
      say('this machine is busy: fewer rounds than planned');
      break;
    }
    say(round === 0 ? 'warming up ...' : `round ${round} of ${plan.rounds} ...`);
    for (const { key, scenario, windows } of series) {
      const rig = rigs.get(key);
      if (rig === undefined) continue;
      const window = await rig.measure(scenario.walk, scenario.share, plan.settleMs, plan.windowMs);
      if (round > 0) windows.push(window);
      if (window.corrections > 0) say(`${contenders[key].name}: ${window.corrections} PositionCorrections`);
    }
    roundMs = performance.now() - roundAt;
  }
  return series;
}
