import * as z from 'zod';
import { walks } from './walk.ts';

/** What the bench asks of a load process; each is answered once with the same id. */
export const loadRequestSchema = z.object({
  id: z.number(),
  ask: z.discriminatedUnion('what', [
    z.object({ what: z.literal('join'), upTo: z.number() }),
    z.object({ what: z.literal('walk'), walk: z.enum(walks), share: z.number() }),
    z.object({ what: z.literal('begin') }),
    z.object({ what: z.literal('end') }),
    z.object({ what: z.literal('rest') }),
  ]),
});
export type LoadRequest = z.output<typeof loadRequestSchema>['ask'];

/** What Clients got between `begin` and `end`. */
export const loadCountSchema = z.object({
  seconds: z.number(),
  moves: z.number(),
  /** Avatar updates of other people. */
  updates: z.number(),
  messages: z.number(),
  /** Moves that the server took back. */
  corrections: z.number(),
  payloadBytes: z.number(),
  socketBytes: z.number(),
  delaysMs: z.array(z.number()),
  /** What the load process itself used. */
  cpuMs: z.number(),
});
export type LoadCount = z.output<typeof loadCountSchema>;

/** What a load process is started with, as JSON in its environment. */
export const loadSetupSchema = z.object({
  dialect: z.enum(['atrium', 'floor', 'colyseus', 'socketio']),
  port: z.number(),
  people: z.number(),
  worlds: z.number(),
  intervalMs: z.number(),
});
export type LoadSetup = z.output<typeof loadSetupSchema>;
