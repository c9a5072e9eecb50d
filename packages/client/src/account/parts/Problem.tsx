/** What went wrong, read out as it appears: a sentence, and what it is about in detail, line by line. */
export function Problem({ text }: { readonly text: string | undefined }) {
  if (text === undefined) return null;
  const [sentence, ...details] = text.split('\n');
  return (
    <div role="alert" className="text-body text-danger wrap-anywhere">
      <p>{sentence}</p>
      {details.length > 0 && (
        <ul className="mt-0.5 list-disc pl-2.5">
          {details.map((detail, index) => (
            <li key={index}>{detail}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
