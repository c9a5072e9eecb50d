import type { MediaControl } from '../media/mediaControl.ts';
import { currentStrings } from '../app/services.ts';
import type { Services } from '../app/services.ts';
import { isForTheEyes, mediaNews, mediaNewsText } from './mediaNews.ts';
import type { MediaNews } from './mediaNews.ts';
import type { Visit } from './visit.ts';

/** Carries what happens to media to the eyes and ears. Gives back what ends that. */
export function subscribeToMedia(visit: Visit, media: MediaControl, services: Services): () => void {
  if (media.state.getState().microphone.problem === 'no-calls')
    tellMediaNews(visit, services, { kind: 'plain', what: 'noCalls' });
  const zoneNameOf = (zoneId: string) => {
    const { zones } = visit.space;
    return (zones.get(zoneId) ?? zones.ground).name;
  };
  return media.state.subscribe((after, before) => {
    for (const news of mediaNews(before, after, zoneNameOf)) tellMediaNews(visit, services, news);
  });
}

/** Says something about media, and writes it where that is of use. */
export function tellMediaNews(visit: Visit, services: Services, news: MediaNews): void {
  const here = visit.surface.getState().here;
  const nameOf = (personId: string) => here.find((person) => person.personId === personId)?.name;
  const text = mediaNewsText(news, currentStrings(services), nameOf);
  if (text === undefined) return;
  if (!isForTheEyes(news) || visit.notices.say({ kind: 'media', news })) visit.announcer.say(text);
}
