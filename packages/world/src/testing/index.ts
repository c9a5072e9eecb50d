export * from './inLongRuns.ts';
export * from './officeWorld.ts';
export * from './worldFromPlan.ts';
