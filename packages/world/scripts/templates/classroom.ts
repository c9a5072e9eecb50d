import type { World } from '../../src/format/world.ts';
import { knock, OfficePlan, put, row, workplace } from './officePlan.ts';

/** A room to teach in, rooms for groups, and a break area. */
export function classroom(): World {
  const plan = new OfficePlan({
    ...{ worldId: 'classroom', name: 'Classroom', width: 38, height: 28, floor: 'oak' },
    groundZone: { id: 'break', name: 'Break area', overrides: { camera: true } },
  });
  plan.room(
    {
      bounds: { x: 0, y: 0, width: 22, height: 19 },
      zone: { name: 'Classroom', type: 'MeetingRoom', maxPeople: 40 },
      ...{ wall: 'wall', floor: 'wood' },
    },
    [
      { x: 21, y: 4 },
      { x: 21, y: 15 },
    ],
  );
  plan.wall({ x: 21, y: 7, width: 1, height: 6 }, 'glass');
  plan.place(put('Whiteboard', 4, 1), put('Screen', 9, 1), put('Screen', 11, 1), put('Whiteboard', 15, 1));
  plan.place(...workplace(10, 4, 'above'));
  plan.place(
    put('TallPlant', 1, 1),
    put('Lamp', 20, 1),
    put('Bookshelf', 1, 4, 270),
    put('Bookshelf', 1, 6, 270),
  );
  for (let y = 7; y <= 16; y += 3)
    for (const x of [4, 8, 12, 16]) plan.place(put('Desk', x, y), ...row(x, 2, y + 1, 180));
  plan.place(put('Plant', 1, 17), put('Plant', 20, 17));
  for (const [number, y] of [0, 7, 14].entries()) groupRoom(plan, number + 1, y);
  plan.room(
    {
      bounds: { x: 0, y: 20, width: 9, height: 8 },
      zone: { name: 'Teachers', type: 'PrivateRoom', maxPeople: 6 },
      ...{ wall: 'wall', floor: 'carpet' },
    },
    [{ x: 8, y: 23 }],
    knock,
  );
  plan.place(...workplace(2, 22, 'below'));
  plan.place(...workplace(5, 22, 'below'));
  plan.place(put('Sofa', 1, 26, 180), put('CoffeeTable', 4, 26), put('Lamp', 7, 26), put('Plant', 1, 21));
  breakAreaOf(plan);
  plan.spawn('Entrance', 24, 25);
  plan.spawn('Corridor', 24, 10);
  return plan.done();
}

function groupRoom(plan: OfficePlan, number: number, y: number): void {
  plan.room(
    {
      bounds: { x: 26, y, width: 12, height: 8 },
      zone: { name: `Group ${number}`, type: 'MeetingRoom', maxPeople: 8 },
      ...{ wall: 'glass', floor: 'carpet' },
    },
    [{ x: 26, y: y + 4 }],
  );
  plan.place(put('MeetingTable', 30, y + 3), ...row(30, 4, y + 2, 0), ...row(30, 4, y + 5, 180));
  plan.place(put('Whiteboard', 27, y + 1, 270), put('Screen', 34, y + 1), put('Plant', 36, y + 1));
}

function breakAreaOf(plan: OfficePlan): void {
  plan.floor({ x: 10, y: 21, width: 8, height: 6 }, 'tile');
  plan.place(
    put('KitchenCounter', 11, 26, 180),
    put('KitchenCounter', 13, 26, 180),
    put('CoffeeMachine', 11, 26, 180),
  );
  plan.place(
    put('WaterCooler', 10, 26),
    put('CoffeeTable', 12, 22),
    put('Chair', 11, 22, 270),
    put('Chair', 13, 22, 90),
  );
  plan.place(put('CoffeeTable', 16, 24), put('Chair', 15, 24, 270), put('Chair', 17, 24, 90));
  plan.place(
    put('Rug', 29, 23),
    put('Sofa', 30, 22),
    put('CoffeeTable', 30, 24),
    put('LoungeChair', 28, 24, 270),
  );
  plan.place(put('LoungeChair', 33, 24, 90), put('TallPlant', 36, 22), put('Lamp', 36, 26));
  plan.place(put('Plant', 20, 26), put('TallPlant', 22, 20), put('Bookshelf', 22, 1), put('Plant', 25, 1));
}
