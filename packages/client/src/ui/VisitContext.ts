import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { SurfaceState } from '../visit/surface.ts';
import type { Visit } from '../visit/visit.ts';

const VisitContext = createContext<Visit | undefined>(undefined);
export const VisitProvider = VisitContext.Provider;

export function useVisit(): Visit {
  const visit = useContext(VisitContext);
  if (visit === undefined) throw new Error('a component is outside of the VisitProvider');
  return visit;
}

/** A part of what the surface shows; re-rendered only when that part changes. */
export function useSurface<Part>(select: (state: SurfaceState) => Part): Part {
  return useStore(useVisit().surface, select);
}
