/** The type that a look belongs to, its tiles along x and y at rotation 0, and where it stands if not as its type does. */
type LookSize = readonly [
  type: string,
  width: number,
  depth: number,
  placement?: 'floor' | 'flat' | 'surface',
];

/** The looks whose size is another than that of their type; `objectLooks` lists all. */
export const lookSizes: Readonly<Partial<Record<string, LookSize>>> = {};
