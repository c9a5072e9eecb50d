import { worldFromPlan } from '@atrium/world/testing';
import { expect, it } from 'vitest';
import { SimulatedOffice } from './testing/simulatedOffice.ts';

const hall = worldFromPlan([
  '########', //
  '#.@....#',
  '#......#',
  '########',
]);

it('tells a Guest from an Admin of the same name, wherever a session names them', async () => {
  const office = new SimulatedOffice(hall);
  const shownName = ({ name, role }: { name: string; role: string }) =>
    role === 'Guest' ? `Guest · ${name}` : name;
  const ben = await office.visit('ben', { shownName });
  const [admin, guest] = [
    await office.visit('ana-1', { name: 'Ana', role: 'Admin' }),
    await office.visit('ana-2', { name: 'Ana', role: 'Guest', shownName }),
  ];
  const both = ['Ana', 'Guest · Ana'];
  const answered = async <Answer>(asked: Promise<Answer>) => {
    await office.frames(30);
    return asked;
  };
  const heard: string[] = [];
  ben.session.together.on('chat', ({ from }) => heard.push(from.name));
  ben.session.together.on('called', ({ from }) => heard.push(from.name));

  for (const { session } of [admin, guest]) {
    await answered(session.together.sendChat('Lunch?', undefined));
    await answered(session.together.call('ben'));
  }
  expect(heard).toEqual(['Ana', 'Ana', 'Guest · Ana', 'Guest · Ana']);
  expect(ben.session.peers.map(({ name }) => name).sort()).toEqual(both);
  const drawn = ben.session.avatars(office.time.now()).filter(({ isSelf }) => !isSelf);
  expect(drawn.map(({ name }) => name).sort()).toEqual(both);
  const people = await answered(ben.session.listPeople());
  expect(people.map(({ name }) => name).sort()).toEqual([...both, 'ben']);
  expect(guest.session.self.name).toBe('Guest · Ana');
});
