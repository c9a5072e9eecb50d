/** The machine that the server runs on. */
export interface Machine {
  /** How much of the memory that the process may use it has used, 0 to 1. */
  memoryShare(): number;
}
