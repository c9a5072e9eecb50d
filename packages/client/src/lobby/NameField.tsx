import { CircleAlert } from 'lucide-react';
import { wireLimits } from '@atrium/protocol';
import { useStrings } from '../app/useServices.ts';

interface NameFieldProps {
  readonly value: string;
  readonly onChange: (name: string) => void;
  readonly problem: string | undefined;
}

export function NameField({ value, onChange, problem }: NameFieldProps) {
  const { lobby } = useStrings();
  return (
    <div className="flex flex-col gap-0.5">
      <label htmlFor="name" className="text-body font-semibold">
        {lobby.name}
      </label>
      <input
        id="name"
        name="name"
        type="text"
        dir="auto"
        required
        maxLength={wireLimits.nameLength}
        autoComplete="nickname"
        autoCapitalize="words"
        spellCheck={false}
        enterKeyHint="go"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={problem !== undefined}
        aria-describedby="name-note"
        className={`h-5.5 w-full rounded-control border bg-background px-1.5 text-emphasis text-text ${problem === undefined ? 'border-edge' : 'border-danger'}`}
      />
      <p
        id="name-note"
        role={problem === undefined ? undefined : 'alert'}
        className={`flex items-center gap-0.5 text-caption ${problem === undefined ? 'text-secondary' : 'text-danger'}`}
      >
        {problem !== undefined && <CircleAlert aria-hidden className="size-2 shrink-0" />}
        {problem ?? lobby.nameHint}
      </p>
    </div>
  );
}
