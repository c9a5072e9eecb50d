import type { DraftJournal, JournalContent, JournalStep } from '../draftJournal.ts';

/** What stays on a device when a page goes. */
export interface KeptOnDevice {
  content: JournalContent | undefined;
  isClaimed: boolean;
}

/** A journal that outlives the session, and not the test. */
export function createMemoryJournal(device: KeptOnDevice): DraftJournal {
  const change = async (next: (content: JournalContent) => JournalContent | undefined) => {
    if (device.content !== undefined) device.content = structuredClone(next(device.content));
  };
  let hasClaim = false;
  return {
    async claim() {
      if (device.isClaimed) return false;
      return (device.isClaimed = hasClaim = true);
    },
    read: async () => structuredClone(device.content),
    async begin(head, origin, steps = []) {
      device.content = structuredClone({ head, origin, steps });
    },
    add: (place, step) =>
      change((content) => {
        const steps: JournalStep[] = [...content.steps];
        steps[place] = step;
        return { ...content, steps };
      }),
    mark: (head) => change((content) => ({ ...content, head })),
    clear: () => change(() => undefined),
    close() {
      if (hasClaim) device.isClaimed = false;
    },
  };
}
