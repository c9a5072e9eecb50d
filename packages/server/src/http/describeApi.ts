import * as z from 'zod';
import { isForPeopleOnly, rights } from '@atrium/world';
import { restErrorSchema } from '@atrium/protocol';
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

/** Describes the REST API in OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.0) from the schemas of its endpoints. */
export function describeApi(endpoints: readonly Endpoint[]): ApiDescription {
  const paths: Record<string, Record<string, ApiOperation>> = {};
  for (const endpoint of endpoints) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: describeEndpoint(endpoint) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Atrium',
      version: packageJson.version,
      description:
        'Everything is about the Workspace of the token. Answers of 400 and above have a code and a sentence; docs/extend/signaling-protocol.md lists the codes.',
    },
    paths,
    components: {
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'An access token of somebody who is signed in, or an API token.',
        },
        guestLink: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description: '`GuestLink` and the secret of a guest link.',
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
    security: securityOf(access),
    parameters: [...parametersOf('path', params), ...parametersOf('query', query)],
    ...(bodyOf === undefined ? {} : { requestBody: { required: true, content: contentOf(bodyOf) } }),
    responses: {
      ...done,
      default: { description: 'Refused.', content: jsonOf(schemaOf(restErrorSchema, 'output')) },
    },
  };
}

function securityOf(access: Endpoint['access']): ApiOperation['security'] {
  if (access === 'everybody') return [];
  return access === 'visitor' ? [{}, { bearer: [] }, { guestLink: [] }] : [{ bearer: [] }];
}

function whoMay(access: Endpoint['access']): string {
  if (access === 'visitor')
    return 'For everybody; the answer depends on who the header names: somebody signed in, a Guest, or the holder of a guest link.';
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
