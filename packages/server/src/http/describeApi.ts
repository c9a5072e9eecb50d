import * as z from 'zod';
import { isForPeopleOnly, rights } from '@atrium/world';
import { guestReplySchema, guestRequestSchema, restErrorSchema, worldListSchema } from '@atrium/protocol';
import type { Endpoint } from '@atrium/workspace';
import packageJson from '../../package.json' with { type: 'json' };

type JsonSchema = z.core.JSONSchema.BaseSchema;

export interface ApiOperation {
  readonly summary: string;
  readonly description: string;
  readonly security: readonly Record<string, readonly string[]>[];
  readonly parameters: readonly {
    readonly name: string;
    readonly in: 'path' | 'query';
    readonly required: boolean;
    readonly schema: unknown;
  }[];
  readonly requestBody?: {
    readonly required: true;
    readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>>;
  };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: unknown }>>;
}

export interface ApiDescription {
  readonly openapi: '3.1.0';
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, ApiOperation>>>>;
  readonly components: object;
}

/** The REST API in the words of OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.0), made of what the server checks by. */
export function describeApi(endpoints: readonly Endpoint[]): ApiDescription {
  const paths: Record<string, Record<string, ApiOperation>> = {};
  for (const endpoint of endpoints) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: describeEndpoint(endpoint) };
  }
  Object.assign(paths, describeEntering());
  return {
    openapi: '3.1.0',
    info: {
      title: 'Atrium',
      version: packageJson.version,
      description:
        'Everything is about the Workspace of the token. Answers of 400 and above have a code and a sentence; docs/SIGNALING_PROTOCOL.md lists the codes.',
    },
    paths,
    components: {
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'An access token of somebody who is signed in, or an API token.',
        },
      },
    },
  };
}

function describeEndpoint({
  access,
  summary,
  params,
  query,
  body,
  bodyOf = body,
  reply,
}: Endpoint): ApiOperation {
  const done =
    reply === undefined
      ? { '204': { description: 'Done.' } }
      : { '200': { description: 'Done.', content: jsonOf(schemaOf(reply, 'output')) } };
  return {
    summary,
    description: whoMay(access),
    security: access === 'everybody' ? [] : [{ bearer: [] }],
    parameters: [...parametersOf('path', params), ...parametersOf('query', query)],
    ...(bodyOf === undefined ? {} : { requestBody: { required: true, content: contentOf(bodyOf) } }),
    responses: {
      ...done,
      default: { description: 'Refused.', content: jsonOf(schemaOf(restErrorSchema, 'output')) },
    },
  };
}

/** What is asked before entering a World; docs/SIGNALING_PROTOCOL.md says how. */
function describeEntering(): ApiDescription['paths'] {
  const refused = { description: 'Refused.', content: jsonOf(schemaOf(restErrorSchema, 'output')) };
  const answers = (schema: z.ZodType) => ({
    '200': { description: 'Done.', content: jsonOf(schemaOf(schema, 'output')) },
    default: refused,
  });
  const description = 'For everybody; who may enter what is answered for whoever the header names.';
  const shared = { description, security: [{}, { bearer: [] }] };
  return {
    '/api/v1/worlds': {
      get: {
        ...shared,
        summary: 'The Worlds that one may enter, the one to enter by default first.',
        parameters: [{ name: 'world', in: 'query', required: false, schema: { type: 'string' } }],
        responses: answers(worldListSchema),
      },
    },
    '/api/v1/worlds/{worldId}': {
      get: {
        ...shared,
        summary: 'The World file, for whoever may enter the World.',
        parameters: [{ name: 'worldId', in: 'path', required: true, schema: { type: 'string' } }],
        responses: answers(z.looseObject({})),
      },
    },
    '/api/v1/guests': {
      post: {
        ...shared,
        summary: 'A guest token, by a guest link or where everybody may enter.',
        parameters: [],
        requestBody: { required: true, content: jsonOf(schemaOf(guestRequestSchema, 'input')) },
        responses: answers(guestReplySchema),
      },
    },
  };
}

function whoMay(access: Endpoint['access']): string {
  if (access === 'everybody') return 'For everybody.';
  if (access === 'signed-in') return 'For people who are signed in; not with an API token.';
  const roles = rights[access].join(', ');
  return isForPeopleOnly(access) ? `For ${roles}; not with an API token.` : `For ${roles}.`;
}

function parametersOf(place: 'path' | 'query', schema: z.ZodType | undefined): ApiOperation['parameters'] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input');
  return Object.entries(properties).map(([name, value]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema: value,
  }));
}

function contentOf(schema: z.ZodType) {
  return isBytes(schema) ? { 'application/octet-stream': { schema: {} } } : jsonOf(schemaOf(schema, 'input'));
}

/** The one schema that is no JSON: bytes as they are. */
function isBytes(schema: z.ZodType): boolean {
  return schema.safeParse(new Uint8Array()).success && !schema.safeParse({}).success;
}

function jsonOf(schema: JsonSchema) {
  return { 'application/json': { schema } };
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const described = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  // OpenAPI 3.1 has the dialect that it would name as its own.
  delete described.$schema;
  return described;
}
