import { expect, it } from 'vitest';
import { StatusKeeper } from './statusKeeper.ts';

function keeperWithTimer() {
  let due: (() => void) | undefined;
  const keeper = new StatusKeeper((ms, run) => {
    expect(ms).toBe(10 * 60_000);
    due = run;
    return () => (due = undefined);
  });
  return { keeper, elapse: () => due?.() };
}

it('shows somebody as away once their tab was hidden for ten minutes, and as before when they look again', () => {
  const { keeper, elapse } = keeperWithTimer();
  keeper.choose('busy');
  keeper.tabHidden(true);
  expect(keeper.shown).toBe('busy');
  elapse();
  expect(keeper.shown).toBe('away');
  keeper.tabHidden(false);
  expect(keeper.shown).toBe('busy');
});

it('does not count time in which the tab was looked at', () => {
  const { keeper, elapse } = keeperWithTimer();
  keeper.tabHidden(true);
  keeper.tabHidden(false);
  elapse();
  expect(keeper.shown).toBe('available');
});

it('keeps do not disturb while away: nobody is to ring', () => {
  const { keeper, elapse } = keeperWithTimer();
  keeper.choose('doNotDisturb');
  keeper.tabHidden(true);
  elapse();
  expect(keeper.shown).toBe('doNotDisturb');
});
