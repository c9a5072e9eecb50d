export * from './coturn.ts';
export * from './endWithParent.ts';
export * from './makeCertificate.ts';
export * from './nodeFlags.ts';
export { findFreePort } from '@atrium/workspace/testing';
