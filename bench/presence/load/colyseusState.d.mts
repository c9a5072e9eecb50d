export interface ColyseusUpdate {
  readonly sessionId: string;
  /** In 1/64 tile. */
  readonly x: number;
  readonly y: number;
}

export interface ColyseusState {
  apply(bytes: Uint8Array, offset: number): readonly ColyseusUpdate[];
}

export function createColyseusState(handshake: Uint8Array): ColyseusState;
