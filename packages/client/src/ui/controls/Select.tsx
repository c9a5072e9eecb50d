import { ChevronDown } from 'lucide-react';

interface SelectProps<Value extends string> {
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
}

/** The browser's own list of choices: at home on every device and with every screen reader. */
export function Select<Value extends string>({ value, options, onChange }: SelectProps<Value>) {
  return (
    <span className="relative inline-flex">
      <select
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen !== undefined) onChange(chosen.value);
        }}
        className="h-5.5 w-full appearance-none rounded-control border border-edge bg-raised pr-4 pl-1.5 text-body text-text pointer-coarse:text-emphasis transition-colors duration-150 hover:bg-raised-hover"
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-1 size-2 -translate-y-1/2"
      />
    </span>
  );
}
