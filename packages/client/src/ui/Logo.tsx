/** The mark of Atrium: a lit roof over an inner court. */
export function Logo() {
  return <img src="/favicon.svg" alt="" width={40} height={40} className="size-5" />;
}
