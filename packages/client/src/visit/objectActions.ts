import type { WorldObject } from '@atrium/world';
import { isForOne, purposeOf } from '@atrium/world';
import type { Services } from '../app/services.ts';
import { currentStrings } from '../app/services.ts';
import { runInteractionChain } from './objectChain.ts';
import type { ChainFailure } from './objectChain.ts';
import { react } from './togetherActions.ts';
import { attempt, tell } from './tell.ts';
import type { Visit } from './visit.ts';

/** Uses an Object, with all that it takes, and opens what it opens. */
export async function putToUse(visit: Visit, services: Services, objectId: string): Promise<void> {
  const { session, space, surface } = visit;
  const object = space.object(objectId);
  if (object === undefined) return;
  const ownSeatId = () =>
    session.self.place.state === 'sitting' ? space.seatAt(session.self.place)?.id : undefined;
  await attempt(visit, services, async () => {
    const outcome = await runInteractionChain(
      {
        space,
        ownSeatId,
        isSeatTaken: (seat) => session.isSeatTaken(seat),
        goTo: (goal) => session.goTo(goal),
        sitOn: (seatId) => session.sitOn(seatId),
        interact: (id) => session.objects.interact(id),
      },
      object,
    );
    if (!outcome.ok) return tellFailure(visit, services, object, outcome.failure);
    if (isForOne(object)) surface.setState({ usingId: object.id });
    open(visit, services, object);
  });
}

/** Closes what an Object has opened, and gives the Object back. */
export async function closeOpened(visit: Visit, services: Services): Promise<void> {
  const { opened, usingId } = visit.surface.getState();
  visit.surface.setState({ opened: undefined, usingId: undefined });
  if (usingId === undefined || usingId !== opened?.objectId) return;
  await attempt(visit, services, () => visit.session.objects.end(usingId));
}

function open(visit: Visit, services: Services, object: WorldObject): void {
  const use = purposeOf(object);
  const what = currentStrings(services).together.objects.name[object.type];
  switch (use?.kind) {
    case 'page':
      visit.surface.setState({
        panel: undefined,
        opened: { kind: 'page', objectId: object.id, address: use.address },
      });
      return;
    case 'board':
    case 'start':
      visit.surface.setState({ panel: undefined, opened: { kind: use.kind, objectId: object.id } });
      return;
    case 'plain':
      if (object.type === 'CoffeeMachine') react(visit, 'coffee');
      return tell(visit, services, 'object', ({ objects }) => objects.using(what));
    case 'sit':
    case undefined:
      return;
  }
}

function tellFailure(visit: Visit, services: Services, object: WorldObject, failure: ChainFailure): void {
  const what = currentStrings(services).together.objects.name[object.type];
  switch (failure.kind) {
    case 'interrupted':
      return;
    case 'no-way':
      return tell(visit, services, 'object', ({ objects }) => objects.noWay(what));
    case 'no-chair':
      return refuse(visit, services, object.id, ({ objects }) => objects.noChair(what));
    case 'denied': {
      const { reason, holderName } = failure.answer;
      return refuse(visit, services, object.id, ({ objects }) =>
        holderName === undefined ? objects.denied[reason] : objects.takenBy(holderName),
      );
    }
  }
}

/** A refusal is seen on the Object, heard, and said; nobody is moved. */
function refuse(visit: Visit, services: Services, objectId: string, text: Parameters<typeof tell>[3]): void {
  visit.picture.emit('shake', objectId);
  services.sounds.play('refused');
  tell(visit, services, 'object', text);
}
