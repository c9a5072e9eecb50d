interface FileFieldProps {
  readonly label: string;
  /** Kinds of files, as in the attribute. */
  readonly accept: string;
  readonly onChoose: (file: File | undefined) => void;
}

/** A file of the device. */
export function FileField({ label, accept, onChoose }: FileFieldProps) {
  return (
    <label className="flex flex-col gap-0.5 text-body font-semibold">
      {label}
      <input
        type="file"
        required
        accept={accept}
        onChange={(event) => onChoose(event.target.files?.[0])}
        className="text-body font-normal"
      />
    </label>
  );
}
