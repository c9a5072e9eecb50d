import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { serverMessageSchema } from './serverMessages.ts';

/** Every object in a schema, by where it is in the message. */
function* objectsIn(schema: unknown, path: string): Generator<readonly [string, Record<string, unknown>]> {
  if (schema instanceof z.ZodObject) {
    const { shape } = schema;
    yield [path, shape];
    for (const [key, inner] of Object.entries(shape)) yield* objectsIn(inner, `${path}.${key}`);
  } else if (schema instanceof z.ZodArray) yield* objectsIn(schema.element, `${path}[]`);
  else if (schema instanceof z.ZodRecord) yield* objectsIn(schema.valueType, `${path}{}`);
  else if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    yield* objectsIn(schema.unwrap(), path);
}

describe('a person who is named to others', () => {
  const named = serverMessageSchema.options
    .flatMap((option) => [...objectsIn(option, option.shape.type.value)])
    .filter(([, shape]) => 'personId' in shape && 'name' in shape);

  it.each(named)('has a Role where %s names them: a Guest may have an Admin’s name', (_path, shape) => {
    expect(Object.keys(shape)).toContain('role');
  });

  it('is named in the messages that people see', () => {
    expect(named.map(([path]) => path)).toEqual(
      expect.arrayContaining([
        'snapshot.peers[]',
        'people.list.ok.people[]',
        'knock.asked.person',
        'knock.over.by',
        'room.askedToLeave.by',
        'interact.ok.holder',
        'chat.message.from',
        'call.asked.from',
      ]),
    );
  });
});
