import { Switch as RadixSwitch } from 'radix-ui';
import { useId } from 'react';

interface SwitchProps {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

/** On or off, with its words; where the knob is says it too, not only the colour. */
export function Switch({ label, isOn, onChange }: SwitchProps) {
  const id = useId();
  return (
    <div className="flex min-h-5.5 items-center justify-between gap-2">
      <label htmlFor={id} className="flex-1 py-1">
        {label}
      </label>
      <RadixSwitch.Root
        id={id}
        checked={isOn}
        onCheckedChange={onChange}
        className="relative h-3 w-5.5 shrink-0 rounded-full border border-edge bg-background transition-colors duration-150 before:absolute before:-inset-x-0.5 before:-inset-y-1.5 before:content-[''] data-[state=checked]:border-accent data-[state=checked]:bg-accent"
      >
        <RadixSwitch.Thumb className="block size-2 translate-x-0.5 rounded-full bg-secondary transition-transform duration-150 data-[state=checked]:translate-x-3 data-[state=checked]:bg-background" />
      </RadixSwitch.Root>
    </div>
  );
}
