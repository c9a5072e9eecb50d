import { useState } from 'react';
import { useSurface, useVisit } from '../../VisitContext.ts';
import { useMediaState } from '../useMedia.ts';
import { emptyOrder, orderTiles } from './tileOrder.ts';
import type { TileWishes } from './tileOrder.ts';

export interface StageIds {
  readonly selfId: string;
  /** Oneself first, then everybody else in the Zone; in an OpenArea, in earshot. */
  readonly everyone: readonly string[];
  readonly withCamera: readonly string[];
  /** Who shares a screen, in the order in which they began. */
  readonly screens: readonly string[];
  readonly speaking: ReadonlySet<string>;
}

/** Who there is to show. */
export function useStageIds(): StageIds {
  const { session } = useVisit();
  const { personId: selfId } = session.self;
  const here = useSurface((state) => state.here);
  const state = useMediaState((all) => all);
  const { people, audioOnly, ownCameraStream, ownScreenStream } = state;
  const others = here
    .map(({ personId }) => personId)
    .filter((personId) => people.get(personId)?.nearness !== 'beyond');
  const isShowing = (personId: string, source: 'camera' | 'screen') =>
    !audioOnly && people.get(personId)?.[source] === true;
  const sharing = [
    ...(ownScreenStream === undefined ? [] : [selfId]),
    ...others.filter((personId) => isShowing(personId, 'screen')),
  ];
  return {
    selfId,
    everyone: [selfId, ...others],
    withCamera: [
      ...(ownCameraStream === undefined ? [] : [selfId]),
      ...others.filter((personId) => isShowing(personId, 'camera')),
    ],
    screens: useTileOrder({ present: sharing, speaking: nobody, kept: nobody, front: sharing.length }),
    speaking: new Set(others.filter((personId) => people.get(personId)?.isSpeaking === true)),
  };
}

const nobody: ReadonlySet<string> = new Set();

/** Keeps tiles in their places, as `orderTiles` says. */
export function useTileOrder(wishes: TileWishes): readonly string[] {
  const [order, setOrder] = useState(emptyOrder);
  const next = orderTiles(order, wishes);
  if (next !== order) setOrder(next);
  return next.ids;
}
