export * from './worldFromPlan.ts';
