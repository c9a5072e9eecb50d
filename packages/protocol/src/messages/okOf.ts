import * as z from 'zod';
import { requestId } from '../fields.ts';

/** The reply to a request that has nothing more to say than that it was done. */
export function okOf<Type extends string>(type: Type) {
  return z.object({ type: z.literal(`${type}.ok` as const), id: requestId });
}
