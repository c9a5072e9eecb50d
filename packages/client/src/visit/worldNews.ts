import type { ServerMessageOf } from '@atrium/protocol';
import { purposeOf, zoneIdOfObject } from '@atrium/world';
import type { WorldSpace } from '@atrium/world';
import type { Services } from '../app/services.ts';
import { languageOf } from '../settings/settings.ts';
import type { Language } from '../strings/languages.ts';
import type { Visit } from './visit.ts';

type WorldChange = Pick<ServerMessageOf<'world.changed'>, 'by' | 'moved' | 'silenced'>;

interface WorldWords {
  readonly changed: (name: string) => string;
  readonly changedByYou: string;
  readonly moved: Readonly<Record<NonNullable<WorldChange['moved']>, string>>;
  readonly silenced: Readonly<Record<NonNullable<WorldChange['silenced']>, string>>;
}

/** Fetched when a World changes: who is in none that does needs nothing of it. */
const words: Readonly<Record<Language, WorldWords>> = {
  en: {
    changed: (name) => `${name} changed the office.`,
    changedByYou: 'You changed the office.',
    moved: {
      room: 'You moved along with your room.',
      seat: 'You moved along with your seat.',
      aside: 'You were moved because there is no room any more where you were.',
      spawnPoint: 'You were moved to an entrance because the place where you were is gone.',
    },
    silenced: {
      zone: 'You are muted because you are in another area now.',
      zoneType: 'You are muted because your area has other rules now.',
      door: 'You are muted because a door of your room has changed.',
      walls: 'You are muted because the walls around you have changed.',
    },
  },
  'pt-BR': {
    changed: (name) => `${name} mudou o escritório.`,
    changedByYou: 'Você mudou o escritório.',
    moved: {
      room: 'Você foi junto com a sua sala.',
      seat: 'Você foi junto com o seu assento.',
      aside: 'Você foi para outro lugar porque não há mais espaço onde você estava.',
      spawnPoint: 'Você foi para uma entrada porque o lugar onde você estava não existe mais.',
    },
    silenced: {
      zone: 'Seu microfone foi desligado porque agora você está em outra área.',
      zoneType: 'Seu microfone foi desligado porque a sua área tem outras regras agora.',
      door: 'Seu microfone foi desligado porque uma porta da sua sala mudou.',
      walls: 'Seu microfone foi desligado porque as paredes ao seu redor mudaram.',
    },
  },
};

/** Says who has changed the World, and what it means for oneself. */
export function worldChangeText(
  { by, moved, silenced }: WorldChange,
  selfId: string,
  language: Language,
): string {
  const { changed, changedByYou, moved: how, silenced: why } = words[language];
  return [
    by.personId === selfId ? changedByYou : changed(by.name),
    ...(moved === null ? [] : [how[moved]]),
    ...(silenced === null ? [] : [why[silenced]]),
  ].join(' ');
}

/** Tells the eyes and the ears of a change of the World. */
export function tellOfChange(
  { session, notices, announcer }: Visit,
  { settings }: Services,
  change: WorldChange,
): void {
  const text = worldChangeText(
    change,
    session.self.personId,
    languageOf(settings.getState(), navigator.languages),
  );
  if (notices.say({ kind: 'together', icon: 'info', text })) announcer.say(text);
}

/** Closes what an Object has opened that is not the same any more, and gives up what one had for oneself. */
export function closeWhatHasEnded(
  { surface }: Pick<Visit, 'surface'>,
  before: WorldSpace,
  after: WorldSpace,
): void {
  const { usingId, opened } = surface.getState();
  if (usingId !== undefined && !isSameUse(before, after, usingId)) surface.setState({ usingId: undefined });
  if (opened !== undefined && !isSameUse(before, after, opened.objectId))
    surface.setState({ opened: undefined });
}

/** Whether an Object is still used in the same Zone, for the same, by as many. */
function isSameUse(before: WorldSpace, after: WorldSpace, objectId: string): boolean {
  const [was, is] = [before.object(objectId), after.object(objectId)];
  return (
    was !== undefined &&
    is !== undefined &&
    was.occupancy === is.occupancy &&
    zoneIdOfObject(before, was) === zoneIdOfObject(after, is) &&
    JSON.stringify(purposeOf(was)) === JSON.stringify(purposeOf(is))
  );
}
