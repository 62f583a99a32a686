import { z } from 'zod';
import type { Route } from './route.js';

/** The routes as an OpenAPI document. */
export function openApi(routes: readonly Route[]): object {
  const paths = new Map<string, Record<string, object>>();
  for (const route of routes) {
    const path = paths.get(route.path) ?? {};
    path[route.verb.toLowerCase()] = operation(route);
    paths.set(route.path, path);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'arraysim control',
      version: '1',
      description:
        'Makes, drives and looks at simulated storage arrays. Sizes are bytes: as decimal strings where they are answered, as numbers or texts such as "10 GiB" where they are given.',
    },
    paths: Object.fromEntries(paths),
    components: {
      schemas: { Error: z.toJSONSchema(failure, { target: 'openapi-3.0' }) },
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    },
    security: [{}, { token: [] }],
  };
}

const failure = z.object({
  error: z.string().describe('what is wrong, in a sentence'),
  field: z.string().optional().describe('which part of the request'),
  expected: z.string().optional(),
  suggestion: z.string().nullable().optional().describe('what was probably meant'),
});

function operation({ verb, path, summary, body, query, answers }: Route): object {
  const values = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  return {
    summary,
    operationId: `${verb.toLowerCase()} ${path}`
      .replace(/[{}]/g, '')
      .replace(/[^A-Za-z]+(\w)/g, (_, next: string) => next.toUpperCase()),
    parameters: [...values, ...queryOf(query)],
    ...(body === null
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body) } } } }),
    responses: {
      200: { description: answers },
      400: said('what is wrong with the request; nothing has changed'),
      404: said('there is no such array'),
    },
  };
}

function said(description: string): object {
  return { description, content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } } };
}

function queryOf(query: z.ZodObject | null): object[] {
  if (query === null) return [];
  const { properties = {} } = schemaOf(query);
  return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: false, schema }));
}

function schemaOf(schema: z.ZodObject): { readonly properties?: Readonly<Record<string, unknown>> } {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return rest;
}
