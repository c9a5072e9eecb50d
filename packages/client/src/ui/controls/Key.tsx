/** A key of the keyboard, as it is printed on it. */
export function Key({ label }: { readonly label: string }) {
  return (
    <kbd className="inline-grid h-2.5 min-w-2.5 shrink-0 place-items-center rounded-[4px] border border-edge bg-background px-0.5 font-sans text-caption text-secondary">
      {label}
    </kbd>
  );
}
