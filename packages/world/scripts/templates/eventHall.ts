import type { World } from '../../src/format/world.ts';
import { knock, OfficePlan, put, row } from './officePlan.ts';
import type { Placed } from './officePlan.ts';

/** A stage with rows of seats, tables to talk at, and a foyer. */
export function eventHall(): World {
  const plan = new OfficePlan({
    ...{ worldId: 'event-hall', name: 'Event hall', width: 46, height: 34, floor: 'stone' },
    groundZone: { id: 'foyer', name: 'Foyer' },
  });
  hallOf(plan);
  plan.room(
    {
      bounds: { x: 0, y: 0, width: 10, height: 9 },
      zone: { name: 'Speakers', type: 'PrivateRoom', maxPeople: 6 },
      ...{ wall: 'wall', floor: 'carpet' },
    },
    [
      { x: 4, y: 8 },
      { x: 9, y: 6 },
    ],
    knock,
  );
  plan.place(put('Sofa', 1, 1), put('Rug', 1, 2, 0), put('CoffeeTable', 2, 3), put('LoungeChair', 4, 3, 90));
  plan.place(put('Bookshelf', 5, 1), put('TallPlant', 8, 1), put('Lamp', 1, 7), put('Screen', 1, 5, 270));
  plan.place(put('Plant', 8, 7));
  for (const [number, [x, y]] of tables.entries()) tableAt(plan, number + 1, x, y);
  foyerOf(plan);
  plan.spawn('Entrance', 22, 31);
  plan.spawn('Tables', 22, 24);
  return plan.done();
}

/** Seats look to the stage, which is towards smaller y. */
function hallOf(plan: OfficePlan): void {
  plan.room(
    {
      bounds: { x: 9, y: 0, width: 28, height: 20 },
      zone: { name: 'Hall', type: 'MeetingRoom', maxPeople: 150 },
      ...{ wall: 'wall', floor: 'carpet' },
    },
    [
      { x: 22, y: 19 },
      { x: 23, y: 19 },
      { x: 36, y: 6 },
    ],
  );
  plan.wall({ x: 12, y: 19, width: 8, height: 1 }, 'glass');
  plan.wall({ x: 26, y: 19, width: 8, height: 1 }, 'glass');
  plan.floor({ x: 12, y: 1, width: 22, height: 5 }, 'wood');
  plan.place(put('Screen', 19, 1), put('Screen', 22, 1), put('Screen', 25, 1), put('ReceptionDesk', 15, 3));
  plan.place(put('TallPlant', 12, 1), put('TallPlant', 33, 1), put('Lamp', 12, 5), put('Lamp', 33, 5));
  plan.place(
    put('Rug', 24, 2),
    put('LoungeChair', 24, 3, 0),
    put('CoffeeTable', 26, 3),
    put('LoungeChair', 28, 3, 0),
  );
  for (let y = 8; y <= 16; y += 2) plan.place(...row(12, 9, y, 180), ...row(25, 9, y, 180));
  plan.place(put('Plant', 10, 18), put('Plant', 35, 18), put('Whiteboard', 10, 1), put('Whiteboard', 34, 1));
}

const tables: readonly (readonly [number, number])[] = [
  ...([3, 11, 31, 39] as const).map((x) => [x, 22] as const),
  ...([3, 11, 31, 39] as const).map((x) => [x, 28] as const),
];

/** A table for six that hears itself and nobody else. */
function tableAt(plan: OfficePlan, number: number, x: number, y: number): void {
  plan.zone({
    name: `Table ${number}`,
    type: 'TeamArea',
    maxPeople: 8,
    bounds: { x, y, width: 4, height: 4 },
  });
  plan.floor({ x, y, width: 4, height: 4 }, 'wood');
  const seats: readonly Placed[] = [
    ...row(x + 1, 2, y, 0),
    ...row(x + 1, 2, y + 3, 180),
    put('Chair', x, y + 1, 270),
    put('Chair', x + 3, y + 2, 90),
  ];
  plan.place(put('Desk', x + 1, y + 1), put('Desk', x + 1, y + 2), ...seats);
}

function foyerOf(plan: OfficePlan): void {
  plan.floor({ x: 18, y: 27, width: 10, height: 6 }, 'tile');
  plan.place(put('ReceptionDesk', 18, 28, 90), put('ReceptionDesk', 27, 28, 270), put('TallPlant', 18, 32));
  plan.place(put('TallPlant', 27, 32));
  plan.place(put('KitchenCounter', 39, 1), put('KitchenCounter', 41, 1), put('KitchenCounter', 43, 1));
  plan.place(put('CoffeeMachine', 39, 1), put('CoffeeMachine', 42, 1), put('WaterCooler', 38, 1));
  plan.floor({ x: 37, y: 1, width: 8, height: 9 }, 'tile');
  for (const [x, y] of [
    [39, 5],
    [42, 8],
  ] as const)
    plan.place(put('CoffeeTable', x, y), put('CoffeeTable', x + 1, y));
  plan.place(
    put('Sofa', 44, 12, 90),
    put('Rug', 40, 12, 90),
    put('CoffeeTable', 42, 13),
    put('TallPlant', 44, 10),
  );
  plan.place(put('LoungeChair', 40, 12, 270), put('LoungeChair', 40, 14, 270), put('Lamp', 44, 16));
  plan.place(
    put('PhoneBooth', 1, 11),
    put('PhoneBooth', 1, 13),
    put('PhoneBooth', 1, 15),
    put('Plant', 1, 18),
  );
  plan.place(
    put('Sofa', 7, 12, 90),
    put('CoffeeTable', 5, 12),
    put('Bookshelf', 8, 15, 90),
    put('Plant', 8, 10),
  );
  plan.place(put('Plant', 16, 20), put('Plant', 29, 20), put('Plant', 8, 20), put('Plant', 37, 20));
}
