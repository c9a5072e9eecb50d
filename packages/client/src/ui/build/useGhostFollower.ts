import { useLayoutEffect, useMemo, useRef } from 'react';
import type { RefObject } from 'react';
import { useStore } from 'zustand';
import type { Position } from '@atrium/world';
import type { Editor, EditorState } from '../../build/editor.ts';
import { screenX, screenY } from '../../rendering/iso/projection.ts';

/** Moves what would be placed along with the pointer, before it is planned anew whether it fits there. */
export interface GhostFollower {
  /** Around the ghosts, in px of the picture. */
  readonly ghosts: RefObject<HTMLDivElement | null>;
  /** Around the outlines, in tiles. */
  readonly outlines: RefObject<SVGGElement | null>;
  /** The pointer is over a tile. */
  readonly follow: (tile: Position) => void;
}

/** Whether a plan is the same at every tile, but for whether it fits. */
function isMovable({ tool, choices, plan }: EditorState): boolean {
  const places = tool === 'object' || (tool === 'room' && choices.design !== undefined);
  return places && plan !== undefined;
}

export function useGhostFollower(editor: Editor): GhostFollower {
  const ghosts = useRef<HTMLDivElement>(null);
  const outlines = useRef<SVGGElement>(null);
  const plan = useStore(editor.store, (state) => state.plan);
  const follower = useMemo(() => {
    const move = (x: number, y: number) => {
      if (ghosts.current !== null)
        ghosts.current.style.transform = `translate(${screenX(x, y)}px, ${screenY(x, y)}px)`;
      outlines.current?.setAttribute('transform', `translate(${x}, ${y})`);
    };
    const follow = ({ x, y }: Position) => {
      const state = editor.store.getState();
      const { tile } = state;
      if (tile !== undefined && isMovable(state)) move(x - tile.x, y - tile.y);
    };
    return { ghosts, outlines, follow, move };
  }, [editor]);
  // What is rendered is where it was planned.
  useLayoutEffect(() => follower.move(0, 0), [follower, plan]);
  return follower;
}
