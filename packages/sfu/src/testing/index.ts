export { createPlainTransports, joinPlainly, type PlainMember } from './joinPlainly.ts';
export { mediaCodecs } from '../mediaCodecs.ts';
