export * from './coturn.ts';
export * from './endWithParent.ts';
