export { accountSchema, signedInSchema } from '@atrium/protocol';
