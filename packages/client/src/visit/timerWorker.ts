/** What the page asks of the Worker that keeps its time. */
export type TimerRequest =
  | { readonly kind: 'after'; readonly id: number; readonly ms: number }
  | { readonly kind: 'cancel'; readonly id: number };

const timers = new Map<number, ReturnType<typeof setTimeout>>();

addEventListener('message', ({ data }: MessageEvent<TimerRequest>) => {
  switch (data.kind) {
    case 'after': {
      const { id, ms } = data;
      const timer = setTimeout(() => {
        timers.delete(id);
        postMessage(id);
      }, ms);
      timers.set(id, timer);
      return;
    }
    case 'cancel':
      clearTimeout(timers.get(data.id));
      timers.delete(data.id);
  }
});
