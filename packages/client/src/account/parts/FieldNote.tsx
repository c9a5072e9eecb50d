interface FieldNoteProps {
  readonly id: string;
  readonly note?: string | undefined;
  /** Why what is in the field is not sent: in the place of the note, and read out as it appears. */
  readonly problem: string | undefined;
}

/** Below a field: what is asked for, or what is wrong. */
export function FieldNote({ id, note, problem }: FieldNoteProps) {
  if (problem !== undefined) {
    return (
      <p id={id} role="alert" className="text-caption font-normal text-danger">
        {problem}
      </p>
    );
  }
  if (note === undefined) return null;
  return (
    <p id={id} className="text-caption font-normal text-secondary">
      {note}
    </p>
  );
}
