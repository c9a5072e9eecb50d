export * from './anyEdit.ts';
export * from './inLongRuns.ts';
export * from './largestWorld.ts';
export * from './officeWorld.ts';
export * from './worldFromPlan.ts';
