import * as z from 'zod';

/** Text that people write for each other: no control characters but line breaks and tabs. @param most characters */
export const plainText = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/);
