export { createPlainTransports, joinPlainly, type PlainMember } from './joinPlainly.ts';
export { PlainTalker } from './plainTalker.ts';
export { mediaCodecs } from '../mediaCodecs.ts';
