import { dictionary } from '@zxcvbn-ts/language-common';

/** Passwords that are known to be common, in lower case, the commonest first. Large: to be imported when it is needed. */
export const commonPasswords: ReadonlySet<string> = new Set(dictionary['passwords-common']);
