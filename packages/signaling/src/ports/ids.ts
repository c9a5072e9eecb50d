export interface Ids {
  /** An id nobody can guess, of at most 64 letters, digits, `-` and `_`. */
  newId(): string;
  /** 0 up to but not including 1; spreads load, protects nothing. */
  random(): number;
}
