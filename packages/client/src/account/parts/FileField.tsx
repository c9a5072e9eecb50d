interface FileFieldProps {
  readonly label: string;
  /** Kinds of files, as in the attribute. */
  readonly accept: string;
  readonly onChoose: (file: File | undefined) => void;
}

/** A file of the device. It looks like the other fields, with a button in it. */
export function FileField({ label, accept, onChoose }: FileFieldProps) {
  return (
    <label className="flex flex-col gap-0.5 text-body font-semibold">
      {label}
      <input
        type="file"
        required
        accept={accept}
        onChange={(event) => onChoose(event.target.files?.[0])}
        className="h-5.5 w-full min-w-0 cursor-pointer rounded-control border border-edge bg-background pr-1.5 text-body font-normal text-text file:mr-1.5 file:h-full file:cursor-pointer file:border-0 file:bg-raised-hover file:px-1.5 file:text-body file:font-semibold file:text-text"
      />
    </label>
  );
}
