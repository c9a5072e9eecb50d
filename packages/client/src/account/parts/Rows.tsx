import type { ReactNode } from 'react';
import { useAccountStrings } from '../accountStrings.ts';
import type { Resource } from '../useAccountApi.ts';
import { Problem } from './Problem.tsx';

interface RowsProps<Row> {
  readonly resource: Pick<Resource<unknown>, 'problem'>;
  /** `undefined`: they have not come yet. */
  readonly rows: readonly Row[] | undefined;
  readonly keyOf: (row: Row) => string | number;
  /** Said where there are none. */
  readonly none: string;
  /** Classes for the columns in which buttons stand below each other, where the window has room for them. */
  readonly columns?: string;
  readonly children: (row: Row) => ReactNode;
}

/** A list of things, each with what can be done about it. */
export function Rows<Row>({ resource, rows, keyOf, none, columns, children }: RowsProps<Row>) {
  const { common } = useAccountStrings();
  if (rows === undefined) {
    return resource.problem === undefined ? (
      <p className="text-body text-secondary">{common.loading}</p>
    ) : (
      <Problem text={resource.problem} />
    );
  }
  if (rows.length === 0) return <p className="text-body text-secondary">{none}</p>;
  return (
    <ul
      className={`flex flex-col divide-y divide-hairline ${columns === undefined ? '' : `sm:grid sm:gap-x-1.5 ${columns}`}`}
    >
      {rows.map((row) => (
        <li
          key={keyOf(row)}
          className={`flex flex-wrap items-center gap-x-1.5 gap-y-0.5 py-1 ${columns === undefined ? '' : 'sm:col-span-full sm:grid sm:grid-cols-subgrid'}`}
        >
          {children(row)}
        </li>
      ))}
    </ul>
  );
}

interface RowTextProps {
  readonly title: string;
  readonly text?: string | undefined;
}

/** What a row is about, and below it what else is to be said. */
export function RowText({ title, text }: RowTextProps) {
  return (
    <div className="min-w-0 flex-[1_1_14rem]">
      <p dir="auto" className="text-left text-body font-semibold wrap-anywhere">
        {title}
      </p>
      {text !== undefined && text !== '' && (
        <p dir="auto" className="text-left text-caption text-secondary wrap-anywhere">
          {text}
        </p>
      )}
    </div>
  );
}
