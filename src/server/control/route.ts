import { z } from 'zod';
import { badInput, parseInput } from '../../vocabulary/input/badInput.js';
import type { HostedArrays } from '../arrays.js';
import type { HttpReply } from '../exchange.js';
import type { HostedArray } from '../hosted.js';

/** What a route of the control interface works on. */
export interface RouteContext {
  readonly arrays: HostedArrays;
  /** The values of the path's parts in braces. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** One route: what it is for, what it takes, and what it does. The OpenAPI document is printed from these. */
export interface Route {
  readonly verb: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With parts in braces: '/arrays/{array}/advance'. */
  readonly path: string;
  readonly summary: string;
  /** The body's schema; null for none. */
  readonly body: z.ZodObject | null;
  /** What a query may have. */
  readonly query: z.ZodObject | null;
  /** What it answers, in words. */
  readonly answers: string;
  readonly act: (context: RouteContext) => unknown;
}

/** A route whose body has the type that its schema says. */
export function route<Body extends z.ZodObject | null, Query extends z.ZodObject | null = null>(parts: {
  readonly verb: Route['verb'];
  readonly path: string;
  readonly summary: string;
  readonly body: Body;
  readonly query?: Query;
  readonly answers: string;
  readonly act: (
    context: Omit<RouteContext, 'body' | 'query'> & { readonly body: Output<Body>; readonly query: Output<Query> },
  ) => unknown;
}): Route {
  const { body, query = null, act } = parts;
  return {
    ...parts,
    query,
    act: (context) =>
      act({
        ...context,
        // What the schema has let through has its type.
        body: (body === null ? null : parseInput(body, context.body ?? {}, 'body')) as Output<Body>,
        query: (query === null ? null : parseInput(query, context.query, 'query')) as Output<Query>,
      }),
  };
}

type Output<Schema extends z.ZodObject | null> = Schema extends z.ZodObject ? z.output<Schema> : null;

/** A whole number, as a query has it. */
export const queryNumber = z
  .string()
  .regex(/^\d{1,15}$/, { error: 'a whole number' })
  .transform(Number);

/** What only the array itself can judge. */
export const anything = z.record(z.string(), z.unknown());

/** The array that a path names.
 * @throws BadInputError where there is none
 */
export function hosted(context: Pick<RouteContext, 'arrays' | 'path'>): HostedArray {
  const { array = '' } = context.path;
  const among = context.arrays.names();
  return (
    context.arrays.find(array) ??
    badInput({ field: 'array', value: array, expected: 'the name of an array of this server', among })
  );
}

function asText(_key: string, part: unknown): unknown {
  return typeof part === 'bigint' ? part.toString() : part;
}

/** A reply in JSON; sizes and other numbers of 64 bits as decimal strings. */
export function jsonReply(status: number, value: unknown, operation: string, outcome: string | null = null): HttpReply {
  return {
    status,
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
    body: value === undefined ? '' : `${JSON.stringify(value, asText)}\n`,
    operation,
    outcome,
  };
}
