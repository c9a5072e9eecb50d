import { useEffect, useRef } from 'react';
import type { WorldSpace } from '@atrium/world';
import { openWorldFile } from '../../app/openWorldFile.ts';
import { useServices } from '../../app/useServices.ts';
import { createMapProjection } from '../../ui/map/mapProjection.ts';
import { paintMap } from '../../ui/map/paintMap.ts';
import { sharpContext } from '../../ui/sharpContext.ts';
import type { AccountApi } from '../accountApi.ts';
import { useAccountApi } from '../useAccountApi.ts';

const room = { width: 168, height: 96 };
const margin = 6;

/** Where the API has the file of a version of a World. */
export function versionFile(worldId: string, version: number): string {
  return `/managed-worlds/${encodeURIComponent(worldId)}/versions/${version}/file`;
}

/** A World file from above. It is fetched once the picture comes into view. @param file its path in the API */
export function WorldPicture({ file }: { readonly file: string }) {
  const api = useAccountApi();
  const { log } = useServices();
  const canvasRef = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const canvas = canvasRef.current;
    if (canvas === null) return;
    let isWanted = true;
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      readSpace(api, file).then(
        (space) => isWanted && space !== undefined && paint(canvas, space),
        (cause: unknown) => log.swallowed('The picture of a World did not arrive: its row shows none', cause),
      );
    });
    observer.observe(canvas);
    return () => {
      isWanted = false;
      observer.disconnect();
    };
  }, [api, log, file]);
  return (
    <div style={room} className="grid shrink-0 place-items-center rounded-control bg-background">
      <canvas ref={canvasRef} aria-hidden width={room.width} height={room.height} />
    </div>
  );
}

async function readSpace(api: AccountApi, file: string): Promise<WorldSpace | undefined> {
  const answer = await api.send('GET', file);
  return openWorldFile(new Uint8Array(await answer.arrayBuffer()));
}

function paint(canvas: HTMLCanvasElement, space: WorldSpace): void {
  const projection = createMapProjection(space.world.map, room, margin);
  const context = sharpContext(canvas, projection);
  if (context !== undefined) paintMap(context, space, projection, undefined);
}
