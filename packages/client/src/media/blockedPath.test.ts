import { worldFromPlan } from '@atrium/world/testing';
import { describe, expect, it } from 'vitest';
import { SimulatedCall } from './testing/simulatedCall.ts';
import type { CallOptions, Talker } from './testing/simulatedCall.ts';

const team = worldFromPlan(['########', '#tttttt#', '#t@tttt#', '#tttttt#', '########'], {
  zones: { t: { id: 'team', name: 'Team', type: 'TeamArea' } },
});
const stateOf = ({ engine }: Talker) => engine.state.getState();

/** Two people with open microphones between whom no packets go. */
async function blocked(options: CallOptions = {}) {
  const call = new SimulatedCall(team, options);
  call.peers.isDirectPossible = false;
  const [ana, ben] = [await call.enter('ana'), await call.enter('ben')];
  for (const { engine } of [ana, ben]) engine.setMicrophone(true);
  const both = () => call.hears(ana, 'ben') && call.hears(ben, 'ana');
  return { call, ana, ben, both };
}

describe('two people whose direct path is blocked', () => {
  it('hear each other through the SFU within 12 s, where no TURN is set up, and are told why', async () => {
    const { call, ana, ben, both } = await blocked();
    await call.until(both, 12_000);
    for (const talker of [ana, ben])
      expect(stateOf(talker)).toMatchObject({ topology: 'SFU', reason: 'blocked', unreachable: [] });
    // And it stays so: nobody tries the blocked way again and again.
    const paths = new Set<string | undefined>();
    for (let passedMs = 0; passedMs < 120_000; passedMs += 1_000) {
      await call.pass(1_000);
      expect(both()).toBe(true);
      paths.add(stateOf(ana).people.get('ben')?.path);
    }
    expect([...paths]).toEqual(['sfu']);
  });

  it('talk through TURN where there is one', async () => {
    const { call, ana, both } = await blocked({ hasTurn: true });
    await call.until(both, 8_000);
    expect(stateOf(ana).topology).toBe('P2P_TURN');
    await call.pass(60_000);
    expect([both(), stateOf(ana).topology]).toEqual([true, 'P2P_TURN']);
  });

  it('hear each other through the SFU where the relay is blocked, too', async () => {
    const { call, ana, both, ben } = await blocked({ hasTurn: true });
    call.peers.isRelayPossible = false;
    call.peers.setDirectPossible(false);
    await call.until(both, 20_000);
    expect([stateOf(ana).topology, stateOf(ben).topology]).toEqual(['SFU', 'SFU']);
  });

  it('are not said to hear each other while they do not', async () => {
    const { call, ana, ben } = await blocked({ hasSfu: false });
    for (let passedMs = 0; passedMs < 30_000; passedMs += 500) {
      await call.pass(500);
      expect([stateOf(ana).heardBy, stateOf(ben).heardBy]).toEqual([[], []]);
    }
    call.peers.setDirectPossible(true);
    await call.until(() => stateOf(ana).heardBy.includes('ben'));
  });

  it('are told after 10 s with whom they are not connected, and no longer once they are', async () => {
    const { call, ana } = await blocked({ hasSfu: false });
    await call.pass(9_000);
    expect(stateOf(ana).unreachable).toEqual([]);
    await call.until(() => stateOf(ana).unreachable.includes('ben'), 6_000);
    call.peers.setDirectPossible(true);
    await call.until(() => stateOf(ana).unreachable.length === 0);
  });

  it('are told that they are interrupted where it lasts for 5 s, and not before', async () => {
    const call = new SimulatedCall(team, { hasSfu: false });
    const [ana, ben] = [await call.enter('ana'), await call.enter('ben')];
    for (const { engine } of [ana, ben]) engine.setMicrophone(true);
    await call.until(() => call.hears(ben, 'ana'));
    call.peers.setDirectPossible(false);
    await call.until(() => stateOf(ana).quality === 'lost');
    await call.pass(4_000);
    expect(stateOf(ana).isInterrupted).toBe(false);
    await call.until(() => stateOf(ana).isInterrupted, 4_000);
    call.peers.setDirectPossible(true);
    await call.until(() => !stateOf(ana).isInterrupted && stateOf(ana).quality === 'good', 60_000);
  });

  it('are not told so of a person who was not reached before', async () => {
    const { call, ana } = await blocked({ hasSfu: false });
    await call.pass(9_000);
    expect(stateOf(ana).isInterrupted).toBe(false);
  });

  it('go over the SFU when the path breaks later, and one pair alone does', async () => {
    const call = new SimulatedCall(team);
    const [ana, ben] = [await call.enter('ana'), await call.enter('ben')];
    for (const { engine } of [ana, ben]) engine.setMicrophone(true);
    await call.until(() => call.hears(ben, 'ana'));
    call.peers.setDirectPossible(false);
    await call.until(() => !call.hears(ben, 'ana'));
    await call.until(() => call.hears(ben, 'ana') && call.hears(ana, 'ben'), 15_000);
    expect(stateOf(ana).heardBy).toEqual(['ben']);
  });

  it('stay direct when the path is back within a moment', async () => {
    const call = new SimulatedCall(team);
    const [ana, ben] = [await call.enter('ana'), await call.enter('ben')];
    for (const { engine } of [ana, ben]) engine.setMicrophone(true);
    await call.until(() => call.hears(ben, 'ana'));
    call.peers.setDirectPossible(false);
    await call.pass(2_500);
    call.peers.setDirectPossible(true);
    await call.until(() => call.hears(ben, 'ana'));
    await call.pass(30_000);
    expect([call.hears(ana, 'ben'), stateOf(ana).topology]).toEqual([true, 'P2P_DIRECT']);
  });
});

describe('two people on a lossy network', () => {
  it('go over the SFU once it lasts, and stay there', async () => {
    const call = new SimulatedCall(team);
    call.peers.loss = 0.2;
    const [ana, ben] = [await call.enter('ana'), await call.enter('ben')];
    for (const { engine } of [ana, ben]) engine.setMicrophone(true);
    await call.until(() => stateOf(ana).topology === 'SFU', 30_000);
    expect(stateOf(ana).reason).toBe('packet-loss');
    await call.until(() => call.hears(ben, 'ana') && call.hears(ana, 'ben'));
    await call.pass(60_000);
    expect(stateOf(ana).people.get('ben')?.path).toBe('sfu');
  });
});

describe('the quality of a connection', () => {
  it('is never called good while the server is gone', async () => {
    const call = new SimulatedCall(team);
    const [ana, ben] = [await call.enter('ana'), await call.enter('ben')];
    ana.engine.setMicrophone(true);
    await call.until(() => stateOf(ben).quality === 'good' && call.hears(ben, 'ana'));
    ben.network.conditions.isUp = false;
    ben.network.cut();
    for (let passedMs = 0; passedMs < 60_000; passedMs += 1_000) {
      await call.pass(1_000);
      expect(stateOf(ben).quality).toBe('lost');
    }
    ben.network.conditions.isUp = true;
    await call.until(() => stateOf(ben).quality === 'good' && call.hears(ben, 'ana'), 60_000);
  });
});
