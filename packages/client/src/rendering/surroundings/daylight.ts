/** The light outside. */
const daylights = ['morning', 'day', 'evening', 'night'] as const;
export type Daylight = (typeof daylights)[number];

/** When each light begins, in hours of the person's own clock. */
const beginsAtHour: Readonly<Record<Daylight, number>> = { morning: 6, day: 9, evening: 18, night: 21 };
const hourMs = 3_600_000;

/** The light at a time of the day. */
export function daylightAt(time: Date): Daylight {
  const hour = time.getHours();
  return daylights.findLast((light) => beginsAtHour[light] <= hour) ?? 'night';
}

/** In how many ms the light changes next. */
export function daylightChangesInMs(time: Date): number {
  const intoHourMs = time.getMinutes() * 60_000 + time.getSeconds() * 1000 + time.getMilliseconds();
  const hours = daylights.map((light) => (beginsAtHour[light] - time.getHours() + 24) % 24 || 24);
  return Math.min(...hours) * hourMs - intoHourMs;
}
