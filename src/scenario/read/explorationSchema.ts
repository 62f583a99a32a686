import { z } from 'zod';
import { callables } from '../../vocabulary/methods/names.js';
import { sizeSchema } from '../../vocabulary/profile/profile.js';

/** Properties of arrays that can be claimed by their names. */
export const claimableProperties = [
  'INVARIANTS',
  'CONSERVE',
  'NO-DOUBLE-SPEND',
  'WITHIN-LIMITS',
  'UNIQUE-NAMES',
] as const;

/** When a claim is broken: `always` where it is not so, `never` where it is, `sometimes` when all is explored and it was not so anywhere,
 * `eventually` where nothing can happen any more, faults are healed, all is settled, and it is still not so.
 */
export const claimKinds = ['always', 'never', 'sometimes', 'eventually'] as const;

const text = z.string().min(1);
const single = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const actionSchema = z.union([
  z.strictObject({
    call: z.enum(callables).describe('A method.'),
    on: text.describe('The element that it is called on.'),
    with: z
      .record(text, z.union([single, z.array(single)]))
      .optional()
      .describe('Its parameters.'),
  }),
  z.strictObject({ set: z.unknown().describe('Changes a part of the system, and the service knows of it.') }),
  z.strictObject({ outOfBand: z.unknown().describe("Changes the array behind the service's back.") }),
  z.strictObject({
    write: z
      .strictObject({
        to: text.describe('A volume.'),
        offset: sizeSchema.optional().describe('From the beginning when left out.'),
        length: sizeSchema,
        tag: text.describe('What stands for the data.'),
      })
      .describe('Lets a host write.'),
  }),
  z.strictObject({ discover: z.literal(true).describe('The storage service discovers the array anew.') }),
]);

/** What may happen, whoever says it: a scenario's file or a caller of the library. */
export const explorationParts = {
  actions: z
    .record(text, z.array(actionSchema).min(1).max(100))
    .describe('What is done, by who does it: each does it in order, and all orders between them are tried.'),
  faults: z
    .array(z.union([text, z.record(text, z.unknown())]))
    .max(16)
    .optional()
    .describe('Faults, each of which fires once or not at all, at any moment that it matches.'),
  time: z
    .boolean()
    .optional()
    .describe('Whether time passes as one of the things that may happen; it does when left out.'),
  depth: z.number().int().min(1).max(100_000).optional().describe('How many moves deep at most.'),
  states: z
    .number()
    .int()
    .min(1)
    .max(2 ** 31)
    .optional()
    .describe('How many states at most; 1,000,000 when left out.'),
  alike: z.boolean().optional().describe('Whether those who do the same are not told apart; so when left out.'),
  skip: z.boolean().optional().describe('Whether steps are left out at which nothing can happen; so when left out.'),
};

const claimed = (kind: (typeof claimKinds)[number]) =>
  z.strictObject({
    [kind]: text.describe('What is claimed, in words.'),
    expect: z.unknown().describe('What an element is expected to be then, as in a step; or a list of that.'),
  });

/** The part of a scenario that says what may happen after its steps. */
export const explorationSchema = z.strictObject({
  ...explorationParts,
  claims: z
    .array(z.union([z.enum(claimableProperties), ...claimKinds.map(claimed)]))
    .optional()
    .describe('What has to be so; INVARIANTS when left out.'),
});
