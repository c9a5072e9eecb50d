import { configureGlobal } from 'fast-check';
import { inLongRuns } from './inLongRuns.ts';

// Before the tests of each file: values of properties are drawn alike in each run, so that a rare one that breaks a rule
// does not fail somebody else's change. Long runs draw at random; what they find, a test then pins.
configureGlobal(inLongRuns({}, { seed: 20_261_130 }));
