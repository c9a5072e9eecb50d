interface FocusListener {
  /** Something within the root has got the focus. */
  focused?(element: Element): void;
  /** What had the focus is gone from the page, and nothing else has it. */
  lost(): void;
}

/** Watches where the focus is within an element. Gives back what ends that. */
export function watchFocus(root: HTMLElement, listener: FocusListener): () => void {
  let focused: Element | undefined;
  const remember = ({ target }: FocusEvent) => {
    focused = target instanceof Element ? target : undefined;
    if (focused !== undefined) listener.focused?.(focused);
  };
  const observer = new MutationObserver(() => {
    if (focused === undefined || focused.isConnected || document.activeElement !== document.body) return;
    listener.lost();
  });
  root.addEventListener('focusin', remember);
  observer.observe(root, { childList: true, subtree: true });
  return () => {
    root.removeEventListener('focusin', remember);
    observer.disconnect();
  };
}
