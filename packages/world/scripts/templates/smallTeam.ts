import type { World } from '../../src/format/world.ts';
import { knock, OfficePlan, put, row, workplace } from './officePlan.ts';

/** Twelve people: desks, a room to meet in, one to focus in, a kitchen, and a lounge where one arrives. */
export function smallTeam(): World {
  const plan = new OfficePlan({
    ...{ worldId: 'small-team', name: 'Small team', width: 30, height: 24, floor: 'oak' },
    groundZone: { id: 'lounge', name: 'Lounge', overrides: { camera: true } },
  });
  teamRoomIn(plan);
  meetingRoomIn(plan);
  focusRoomIn(plan);
  kitchenIn(plan);
  loungeIn(plan);
  plan.spawn('Entrance', 10, 21);
  plan.spawn('Meeting and focus', 19, 11);
  return plan.done();
}

function loungeIn(plan: OfficePlan): void {
  plan.floor({ x: 7, y: 20, width: 6, height: 3 }, 'stone');
  plan.place(
    put('Rug', 3, 18),
    put('Sofa', 4, 17),
    put('CoffeeTable', 4, 19),
    put('LoungeChair', 2, 19, 270),
  );
  plan.place(put('LoungeChair', 7, 19, 90), put('TallPlant', 1, 16), put('Lamp', 1, 22), put('Plant', 6, 22));
  plan.place(put('ReceptionDesk', 14, 19), put('TallPlant', 18, 22), put('Plant', 14, 22));
  plan.place(put('PhoneBooth', 16, 22), put('Plant', 18, 16));
  plan.place(
    put('Rug', 17, 11, 90),
    put('LoungeChair', 21, 10, 90),
    put('CoffeeTable', 21, 11),
    put('Lamp', 22, 9),
  );
}

function teamRoomIn(plan: OfficePlan): void {
  plan.room(
    {
      bounds: { x: 0, y: 0, width: 16, height: 15 },
      zone: { name: 'Team room', type: 'TeamArea' },
      ...{ wall: 'glass', floor: 'wood' },
    },
    [
      { x: 15, y: 11 },
      { x: 7, y: 14 },
    ],
  );
  for (const y of [4, 10])
    for (const x of [3, 7, 11]) {
      plan.place(...workplace(x, y, 'above'));
      plan.place(...workplace(x, y + 1, 'below'));
    }
  plan.place(
    put('Bookshelf', 1, 1),
    put('Bookshelf', 3, 1),
    put('Whiteboard', 7, 1),
    put('TallPlant', 14, 1),
  );
  plan.place(put('Plant', 1, 13), put('Lamp', 14, 13), put('Plant', 1, 7), put('Screen', 11, 1));
}

function meetingRoomIn(plan: OfficePlan): void {
  plan.room(
    {
      bounds: { x: 15, y: 0, width: 15, height: 9 },
      zone: { name: 'Meeting room', type: 'MeetingRoom', maxPeople: 14 },
      ...{ wall: 'glass', floor: 'carpet' },
    },
    [{ x: 18, y: 8 }],
  );
  plan.place(put('MeetingTable', 18, 4), put('MeetingTable', 22, 4));
  plan.place(...row(18, 8, 3, 0), ...row(18, 8, 6, 180), put('Chair', 17, 4, 270), put('Chair', 26, 5, 90));
  plan.place(put('Screen', 21, 1), put('Whiteboard', 16, 1), put('TallPlant', 28, 1), put('Plant', 28, 7));
}

function focusRoomIn(plan: OfficePlan): void {
  plan.room(
    {
      bounds: { x: 23, y: 8, width: 7, height: 7 },
      zone: { name: 'Focus', type: 'PrivateRoom', maxPeople: 3 },
      ...{ wall: 'glass', floor: 'carpet' },
    },
    [{ x: 23, y: 12 }],
    knock,
  );
  plan.place(...workplace(26, 10, 'below'));
  plan.place(
    put('LoungeChair', 28, 13, 90),
    put('CoffeeTable', 27, 13),
    put('Plant', 24, 9),
    put('Lamp', 28, 9),
  );
}

function kitchenIn(plan: OfficePlan): void {
  plan.room(
    {
      bounds: { x: 20, y: 16, width: 10, height: 8 },
      zone: { name: 'Kitchen', type: 'TeamArea', maxPeople: 12 },
      ...{ wall: 'glass', floor: 'tile' },
    },
    [
      { x: 20, y: 20 },
      { x: 22, y: 16 },
    ],
  );
  plan.place(put('KitchenCounter', 24, 17), put('KitchenCounter', 26, 17), put('WaterCooler', 28, 17));
  plan.place(
    put('CoffeeMachine', 27, 17),
    put('HangingPlant', 24, 17),
    put('Plant', 28, 22),
    put('Plant', 21, 22),
  );
  plan.place(put('MeetingTable', 24, 18, 90));
  for (const y of [18, 19, 20, 21]) plan.place(put('Chair', 23, y, 270), put('Chair', 26, y, 90));
}
