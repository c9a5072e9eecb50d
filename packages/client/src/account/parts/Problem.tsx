/** What went wrong, read out as it appears. */
export function Problem({ text }: { readonly text: string | undefined }) {
  if (text === undefined) return null;
  return (
    <p role="alert" className="text-body text-danger wrap-anywhere">
      {text}
    </p>
  );
}
