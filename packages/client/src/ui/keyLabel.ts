import type { Strings } from '../strings/en.ts';

/** A key as people call it; `key` as in the key bindings. */
export function keyLabel(key: string, { keys }: Strings): string {
  const names: Readonly<Record<string, string>> = keys;
  return names[key === ' ' ? 'space' : key] ?? key.toUpperCase();
}
