export * from './coturn.ts';
export * from './endWithParent.ts';
export { findFreePort } from '@atrium/workspace/testing';
