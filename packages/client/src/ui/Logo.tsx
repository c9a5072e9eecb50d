/** The mark of Atrium: a lit roof over an inner court. Part of the page, so that it shows without a server, too. */
export function Logo() {
  return (
    <svg viewBox="0 0 32 32" width={40} height={40} aria-hidden className="size-5 forced-color-adjust-none">
      <rect width="32" height="32" rx="8" fill="#16181D" />
      <path d="M16 5 28 11 16 17 4 11Z" fill="#F0B35A" />
      <path d="M4 13.5 15 19v8L4 21.5Z" fill="#C98F3F" />
      <path d="M28 13.5 17 19v8l11-5.5Z" fill="#A8752F" />
      <circle cx="16" cy="11" r="2.4" fill="#16181D" />
    </svg>
  );
}
