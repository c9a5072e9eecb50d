import type { AvatarView } from '../../session/avatarView.ts';

/** How long somebody takes to appear, and to vanish two steps on, in ms. */
const fadeMs = { arriving: 200, leaving: 400 } as const;

/** How much of somebody shows, 0 to 1. */
export function opacityOf(avatar: Pick<AvatarView, 'fade' | 'fadeSinceMs'>, nowMs: number): number {
  if (avatar.fade === 'here') return 1;
  const share = Math.min(1, Math.max(0, (nowMs - avatar.fadeSinceMs) / fadeMs[avatar.fade]));
  return avatar.fade === 'arriving' ? share : 1 - share;
}
