export * from './coturn.ts';
