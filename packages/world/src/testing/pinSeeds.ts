import { configureGlobal } from 'fast-check';
import { inLongRuns } from './inLongRuns.ts';

// Before the tests of each file: values of properties are drawn alike in each run, so that a rare one that breaks a rule
// is not met by whoever changes something else. Long runs draw at random; what they find, a test then pins.
configureGlobal(inLongRuns({}, { seed: 20_261_130 }));
