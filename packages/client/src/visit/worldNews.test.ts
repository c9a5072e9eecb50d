import { createWorldSpace } from '@atrium/world';
import type { World, WorldObject } from '@atrium/world';
import { officeWorld } from '@atrium/world/testing';
import { describe, expect, it } from 'vitest';
import { sessionStateOf } from '../session/sessionState.ts';
import { createSurfaceStore } from './surface.ts';
import { closeWhatHasEnded, worldChangeText } from './worldNews.ts';

const by = { personId: 'ana', name: 'Ana', role: 'Editor' } as const;

describe('a change of the World', () => {
  it('is told with who made it, and what it means for oneself', () => {
    const plain = { by, moved: null, silenced: null } as const;
    expect(worldChangeText(plain, 'ben', 'en')).toBe('Ana changed the office.');
    expect(worldChangeText(plain, 'ana', 'en')).toBe('You changed the office.');
    expect(worldChangeText({ by, moved: 'aside', silenced: 'walls' }, 'ben', 'en')).toBe(
      'Ana changed the office. You were moved because there is no room any more where you were. ' +
        'You are muted because the walls around you have changed.',
    );
    expect(worldChangeText({ by, moved: null, silenced: 'door' }, 'ben', 'pt-BR')).toBe(
      'Ana mudou o escritório. Seu microfone foi desligado porque uma porta da sua sala mudou.',
    );
  });
});

const page = { url: 'https://example.org/' };
const screen: WorldObject = {
  id: 'screen',
  type: 'Screen',
  position: { x: 7, y: 7 },
  rotation: 0,
  occupancy: 'single',
  interaction: { action: 'open', opens: page.url },
};
const office = officeWorld();
const withObjects = (objects: readonly WorldObject[]): World => ({ ...office, objects: [...objects] });

/** What is still open, and still one's own, after the Screen has changed. */
function afterChange(objects: readonly WorldObject[]) {
  const surface = createSurfaceStore(sessionStateOf({ kind: 'online', sinceMs: 0 }, 0), 'Office');
  surface.setState({
    usingId: 'screen',
    opened: { kind: 'page', objectId: 'screen', address: page.url },
  });
  const [before, after] = [withObjects([screen]), withObjects(objects)].map(createWorldSpace);
  if (before === undefined || after === undefined) throw new Error('There are no Worlds.');
  closeWhatHasEnded({ surface }, before, after);
  const { usingId, opened } = surface.getState();
  return [usingId, opened?.objectId];
}

describe('what an Object has opened', () => {
  it('stays while the Object is used as before, wherever in its Zone it stands now', () => {
    expect(afterChange([{ ...screen, position: { x: 8, y: 7 }, rotation: 90 }])).toEqual([
      'screen',
      'screen',
    ]);
  });

  it.each<[string, readonly WorldObject[]]>([
    ['is gone', []],
    ['is for many now', [{ ...screen, occupancy: 'multiple' }]],
    ['is in another Zone', [{ ...screen, position: { x: 2, y: 1 } }]],
    ['opens something else', [{ ...screen, interaction: { action: 'open', opens: 'https://example.net/' } }]],
  ])('closes where the Object %s', (_what, objects) => {
    expect(afterChange(objects)).toEqual([undefined, undefined]);
  });
});
