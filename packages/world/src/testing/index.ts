export * from './officeWorld.ts';
export * from './worldFromPlan.ts';
