import type { ButtonHTMLAttributes } from 'react';

// Where the system chooses the colours (forced colours), a transparent border is one to be seen.
const looks = {
  primary: 'border-transparent bg-accent text-background hover:bg-accent-hover',
  secondary: 'border-edge bg-raised text-text hover:bg-raised-hover',
  quiet: 'border-transparent text-text hover:bg-raised-hover',
  danger: 'border-edge bg-raised text-danger hover:bg-raised-hover',
  leave: 'border-transparent bg-leave text-white hover:bg-leave-hover',
} as const;
export type ButtonLook = keyof typeof looks;

/** Classes of everything that looks like a button, links included. */
export function buttonLook(look: ButtonLook): string {
  return `inline-flex min-h-5.5 items-center justify-center gap-1 rounded-control border px-2 text-body font-semibold transition-colors duration-150 select-none disabled:opacity-60 ${looks[look]}`;
}

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look: ButtonLook;
}

export function Button({ look, className = '', ...rest }: ButtonProps) {
  return <button type="button" {...rest} className={`${buttonLook(look)} ${className}`} />;
}
