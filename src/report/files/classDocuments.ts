import { z } from 'zod';
import { steps } from '../../vocabulary/steps.js';
import { versions } from '../../vocabulary/versions.js';

const count = z.number().int().min(0);
const code = z.number().int();
const version = z.enum(versions);
const releases = z.array(version).describe('Releases, oldest first.');

const typed = {
  name: z.string(),
  type: z.string(),
  of: z.string().nullable(),
  array: z.boolean(),
  versions: releases,
};
const parameters = z.array(z.object({ ...typed, direction: z.enum(['in', 'out', 'inout']), optional: z.boolean() }));
const classFacts = {
  name: z.string(),
  kind: z.enum(['class', 'association', 'event']),
  abstract: z.boolean(),
  superclass: z.string().nullable(),
  versions: releases,
  instances: z.boolean().describe('Whether arraysim has instances of it.'),
};
const classes = z.union([
  z.array(z.object({ ...classFacts, properties: count, methods: count })),
  z.object({
    ...classFacts,
    properties: z.array(
      z.object({
        ...typed,
        key: z.boolean(),
        required: z.boolean(),
        writable: z.boolean(),
        declaredBy: z.string(),
        values: z.record(z.string(), z.string()).nullable(),
        modelled: z.boolean(),
      }),
    ),
    methods: z.array(
      z.object({
        name: z.string(),
        versions: releases,
        parameters,
      }),
    ),
  }),
]);

const methodFacts = {
  name: z.string(),
  className: z.string(),
  versions: releases,
  simulated: z.boolean().describe('Whether arraysim answers calls of it.'),
  refused: z.boolean().describe('Whether it refuses each of them as not supported.'),
};
const answering = { code, because: z.string(), cause: z.string(), natural: z.boolean() };
const methods = z.union([
  z.array(z.object(methodFacts)),
  z
    .array(
      z.object({
        ...methodFacts,
        version,
        parameters,
        rows: z.array(z.object({ step: z.enum(steps), ...answering })),
        jobEnds: z.array(z.object(answering)),
        codes: z.array(z.object({ code, label: z.string(), comes: z.enum(['byCause', 'forced', 'never']) })),
        ranges: z.array(z.object({ first: count, last: count.nullable(), label: z.string() })),
      }),
    )
    .describe('One for each method of the name.'),
]);

/** What the commands about the storage service's classes and their methods print with `--json`. */
export const classDocuments = { classes, methods };
