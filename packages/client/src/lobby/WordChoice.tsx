export interface WordChoiceProps {
  /** Of the group, unique on the page. */
  readonly name: string;
  readonly legend: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** One of several things with a name each. */
export function WordChoice({ name, legend, options, value, onChange }: WordChoiceProps) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-0.5 text-body font-semibold">{legend}</legend>
      <div className="flex flex-wrap gap-1">
        {options.map((option) => (
          <label
            key={option.value}
            className="grid min-h-5.5 place-items-center rounded-control border border-edge px-1.5 text-body transition-colors duration-150 hover:bg-raised-hover has-checked:border-accent has-checked:bg-raised has-checked:font-semibold has-checked:shadow-[inset_0_0_0_1px_var(--color-accent)] has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus"
          >
            <input
              type="radio"
              name={name}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              className="sr-only"
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
