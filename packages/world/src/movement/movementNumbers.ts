/** The speed of everybody, whatever their Avatar looks like. */
export const walkSpeedTilesPerSecond = 4;
/** How often a Client moves its own Avatar. */
export const stepsPerSecond = 60;
/** Radius of the circle that a walker keeps clear of walls and furniture. */
export const walkerRadiusTiles = 0.3;
/** Radius of the circle that has to be clear along a movement. Smaller, so that small corners may be cut. */
export const sweepRadiusTiles = 0.25;
/** Two MoveIntents of a walker are so far apart at most. */
export const intentSpacingTiles = 0.35;
/** How far from its centre a seat can be taken. */
export const seatReachTiles = 1.6;
