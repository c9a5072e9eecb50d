import { linkParts } from './linkParts.ts';

/** Plain text whose web addresses can be opened, each in a tab of its own that knows nothing of this one. */
export function ChatText({ text }: { readonly text: string }) {
  return linkParts(text).map((part, index) =>
    part.kind === 'text' ? (
      part.text
    ) : (
      <a
        key={index}
        href={part.address}
        target="_blank"
        rel="noopener noreferrer nofollow"
        referrerPolicy="no-referrer"
        className="break-all text-focus underline"
      >
        {part.text}
      </a>
    ),
  );
}
