import { memo, useMemo } from 'react';
import { useStore } from 'zustand';
import { footprintOf, objectKinds } from '@atrium/world';
import type { World } from '@atrium/world';
import type { Editor } from '../../build/editor.ts';

/** The World as an architect draws it, over the picture: walls, openings and what stands on the floor, all at once. */
export function FlatPlan({ editor }: { readonly editor: Editor }) {
  const world = useStore(editor.store, ({ draft }) => draft.history.world);
  return <Lines world={world} />;
}

const Lines = memo(function Lines({ world }: { readonly world: World }) {
  const { width, height } = world.map;
  const walls = useMemo(() => pathOf(world, 'walls'), [world]);
  const floors = useMemo(() => pathOf(world, 'floor'), [world]);
  return (
    <g>
      <rect width={width} height={height} fill="var(--color-background)" />
      <path d={floors} fill="var(--color-raised)" />
      {world.objects.map((object) => {
        const { x, y, width: along, height: across } = footprintOf(object);
        const isFlat = objectKinds[object.type].placement === 'flat';
        return (
          <rect
            key={object.id}
            x={x + 0.08}
            y={y + 0.08}
            width={along - 0.16}
            height={across - 0.16}
            rx={0.15}
            fill="var(--color-raised-hover)"
            fillOpacity={isFlat ? 0 : 1}
            stroke="var(--color-secondary)"
            strokeDasharray={isFlat ? '3 3' : undefined}
            vectorEffect="non-scaling-stroke"
          />
        );
      })}
      <path d={walls} fill="var(--color-text)" />
    </g>
  );
});

/** The tiles of a layer that have something, as a path in tiles: one rectangle for those that touch in a row. */
function pathOf({ map }: World, layerId: string): string {
  const tiles = map.layers.find(({ id }) => id === layerId)?.tiles ?? [];
  const parts: string[] = [];
  for (let y = 0; y < map.height; y++) {
    let from: number | undefined;
    for (let x = 0; x <= map.width; x++) {
      const isThere = x < map.width && (tiles[y * map.width + x] ?? null) !== null;
      if (isThere) from ??= x;
      else if (from !== undefined) {
        parts.push(`M${from} ${y}h${x - from}v1H${from}z`);
        from = undefined;
      }
    }
  }
  return parts.join('');
}
