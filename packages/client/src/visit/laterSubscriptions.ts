// Fetched once the World can be seen.
export { subscribeToExpressions } from './subscribeToExpressions.ts';
export { subscribeToHints } from './subscribeToHints.ts';
