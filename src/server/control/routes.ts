import { z } from 'zod';
import { instances } from '../../cim/instances.js';
import type { ClassName } from '../../cim/model/classSpecs.js';
import { isInstanced } from '../../cim/notModelled.js';
import { jobControls } from '../../engine/arrayApi.js';
import type { Change, OutOfBandChange } from '../../engine/controls/changeSchemas.js';
import type { ArrayOptions } from '../../engine/options.js';
import type { FaultInput, PlanInput } from '../../faults/planSchema.js';
import { badInput } from '../../vocabulary/input/badInput.js';
import { type Invocable, invocables } from '../../vocabulary/methods/names.js';
import type { HostedArray } from '../hosted.js';
import { hostedIn, queryNumber, type Route, type RouteContext, route } from './route.js';

// What a test does from another language: the library's own calls, by the same names.

const size = z.union([z.string(), z.number().int().min(0)]).describe("'10 GiB', or bytes");
const span = z.union([z.string(), z.number().int().min(0)]).describe("'5 min', or milliseconds");
const anything = z.record(z.string(), z.unknown());

/** Every route of the control interface. */
export const routes: readonly Route[] = [
  route({
    verb: 'GET',
    path: '/arrays',
    summary: 'The arrays of the server.',
    body: null,
    answers: 'their names, each with its virtual time in milliseconds and what clients have open',
    act: ({ arrays }) =>
      arrays.names().map((name) => {
        const hosted = arrays.find(name);
        return hosted === undefined ? { name } : { name, ...summary(hosted) };
      }),
  }),
  route({
    verb: 'PUT',
    path: '/arrays/{array}',
    summary:
      'Makes an array; another one of that name is replaced. Clients reach it at /arrays/{array}/cimom and /wsman.',
    body: z.object({
      options: anything.describe('what `createArray` takes: profile, seed, pools, volumes, faults …').optional(),
    }),
    answers: 'the array in short',
    act: ({ arrays, path, body }) => summary(arrays.make(path.array ?? '', (body.options ?? {}) as ArrayOptions)),
  }),
  route({
    verb: 'GET',
    path: '/arrays/{array}',
    summary: 'One array.',
    body: null,
    answers: 'the array in short',
    act: (context) => summary(hosted(context)),
  }),
  route({
    verb: 'DELETE',
    path: '/arrays/{array}',
    summary: 'Takes an array away. Those who wait for its replies get none.',
    body: null,
    answers: 'nothing',
    act: ({ arrays, path }) => arrays.remove(path.array ?? ''),
  }),
  route({
    verb: 'POST',
    path: '/arrays/{array}/reset',
    summary: 'Makes the array anew, as it was made.',
    body: null,
    answers: 'the array in short',
    act: (context) => {
      context.arrays.reset(context.path.array ?? '');
      return summary(hosted(context));
    },
  }),
  route({
    verb: 'POST',
    path: '/arrays/{array}/calls',
    summary: 'Calls a method of an element, from the call to its reply.',
    body: z.object({
      on: z.string().describe('the element: its id, a name that only it has, or its object path'),
      method: z.enum(invocables).describe('such as CreateClone or Pool.Delete'),
      parameters: anything.optional().describe("by the documents' names"),
      caller: z.string().min(1).optional().describe('for the roles; client when left out'),
    }),
    answers: "the method's out parameters and ReturnValue, or { noReply: true } where the reply is lost",
    act: async (context) => {
      const { on, method, parameters = {}, caller = 'client' } = context.body;
      const reply = await hosted(context).call(on, method as Invocable, parameters, caller);
      return reply ?? { noReply: true };
    },
  }),
  route({
    verb: 'POST',
    path: '/arrays/{array}/advance',
    summary: 'Lets virtual time pass.',
    body: z.object({ by: span }),
    answers: 'the array in short',
    act: (context) => changed(context, (array) => array.advance(context.body.by)),
  }),
  route({
    verb: 'POST',
    path: '/arrays/{array}/settle',
    summary: 'Lets virtual time pass until no job starts, copies or stops and no call waits.',
    body: null,
    answers: 'the array in short',
    act: (context) => changed(context, (array) => array.settle()),
  }),
  route({
    verb: 'POST',
    path: '/arrays/{array}/discover',
    summary: 'Lets the storage service discover the array anew.',
    body: null,
    answers: 'the array in short',
    act: (context) => changed(context, (array) => array.discover()),
  }),
  route({
    verb: 'POST',
    path: '/arrays/{array}/set',
    summary: 'Sets a part of the system: a role, a credential, a certificate, limits, a state.',
    body: z.object({ change: anything.describe('what `array.set` takes') }),
    answers: 'the array in short',
    act: (context) => changed(context, (array) => array.set(context.body.change as unknown as Change)),
  }),
  route({
    verb: 'POST',
    path: '/arrays/{array}/out-of-band',
    summary: "Changes the array behind the storage service's back.",
    body: z.object({ change: anything.describe('what `array.outOfBand.set` takes, such as { delete: id }') }),
    answers: 'whether the array did it, or why not',
    act: (context) =>
      hosted(context).change((array) => array.outOfBand.set(context.body.change as unknown as OutOfBandChange)),
  }),
  ...elements(),
  route({
    verb: 'POST',
    path: '/arrays/{array}/jobs/{job}/{control}',
    summary: 'What operators do to a job.',
    body: null,
    answers: 'the job as it is then, or null when it is gone',
    act: (context) => {
      const { job = '', control = '' } = context.path;
      const among = Object.keys(jobControls);
      const known = among.find((one) => one === control);
      if (known === undefined)
        badInput({ field: 'control', value: control, expected: `one of ${among.join(', ')}`, among });
      return hosted(context).change((array) => {
        array.jobs[known as keyof typeof jobControls](job);
        return array.findJob(job) ?? null;
      });
    },
  }),
  route({
    verb: 'POST',
    path: '/arrays/{array}/volumes/{volume}/write',
    summary: 'Lets a host write a tag to a range of a volume.',
    body: z.object({ offset: size, length: size, tag: z.string().min(1) }),
    answers: 'whether it was written, or why not',
    act: (context) => hosted(context).change((array) => array.host.write(context.path.volume ?? '', context.body)),
  }),
  route({
    verb: 'GET',
    path: '/arrays/{array}/volumes/{volume}/contents',
    summary: 'What hosts read from a volume: ranges with their tags.',
    body: null,
    answers: 'the ranges, ascending',
    act: (context) => hosted(context).change((array) => array.host.read(context.path.volume ?? '')),
  }),
  ...faults(),
  route({
    verb: 'POST',
    path: '/arrays/{array}/checkpoints',
    summary: 'Keeps the array as it is now, to come back to.',
    body: null,
    answers: '{ checkpoint }',
    act: (context) => {
      hosted(context);
      return { checkpoint: context.arrays.checkpoint(context.path.array ?? '') };
    },
  }),
  route({
    verb: 'POST',
    path: '/arrays/{array}/checkpoints/{checkpoint}/rewind',
    summary: 'Puts the array back to where it was then. The checkpoint stays.',
    body: null,
    answers: 'the array in short',
    act: (context) => {
      hosted(context);
      context.arrays.rewind(context.path.array ?? '', context.path.checkpoint ?? '');
      return summary(hosted(context));
    },
  }),
  route({
    verb: 'GET',
    path: '/arrays/{array}/save',
    summary: 'Everything that the array is, as text that the library takes back.',
    body: null,
    answers: '{ saved }',
    act: (context) => ({ saved: hosted(context).change((array) => array.save()) }),
  }),
  route({
    verb: 'GET',
    path: '/arrays/{array}/requests',
    summary: 'What was asked of the storage service and what was answered, oldest first.',
    body: null,
    query: z.strictObject({
      method: z.enum(invocables).optional(),
      code: queryNumber.optional().describe('the return code'),
      caller: z.string().optional(),
      since: queryNumber.optional().describe('virtual milliseconds'),
    }),
    answers: 'the requests',
    act: (context) => {
      const { method, ...filter } = context.query;
      return hosted(context).change((array) => array.requests({ ...filter, method: method as Invocable | undefined }));
    },
  }),
  route({
    verb: 'GET',
    path: '/arrays/{array}/trace',
    summary: 'The recorded events, and the hash of all of them.',
    body: null,
    answers: 'the trace',
    act: (context) => hosted(context).change((array) => array.trace()),
  }),
];

/** The array that a path names.
 * @throws BadInputError where there is none
 */
export function hosted(context: Pick<RouteContext, 'arrays' | 'path'>): HostedArray {
  const { array = '' } = context.path;
  const among = context.arrays.names();
  return (
    hostedIn(context) ??
    badInput({ field: 'array', value: array, expected: 'the name of an array of this server', among })
  );
}

function changed(context: Pick<RouteContext, 'arrays' | 'path'>, how: Parameters<HostedArray['change']>[0]) {
  const one = hosted(context);
  one.change(how);
  return summary(one);
}

function summary(one: HostedArray) {
  return one.change((array) => ({
    virtualMs: array.now,
    time: new Date(array.startsAt.getTime() + array.now),
    callsInFlight: one.callsInFlight,
    openEnumerations: one.openEnumerations,
  }));
}

/** Volumes, pools, jobs, and instances of classes. */
function elements(): Route[] {
  const lists = [
    ['volumes', 'volume', 'A volume by its id, or by a name that only it has.'],
    ['pools', 'pool', 'A pool by its id or name.'],
    ['jobs', 'job', 'A job by its id.'],
  ] as const;
  return [
    ...lists.flatMap(([list, one, summaryOfOne]) => [
      route({
        verb: 'GET',
        path: `/arrays/{array}/${list}`,
        summary: `All ${list}, oldest first; sizes as decimal strings, in bytes.`,
        body: null,
        query: list === 'volumes' ? z.strictObject({ name: z.string().optional() }) : null,
        answers: `the ${list}`,
        act: (context) =>
          hosted(context).change((array): unknown => {
            const { name } = { name: undefined, ...context.query };
            return list === 'volumes' ? array.volumes(name === undefined ? {} : { name }) : array[list]();
          }),
      }),
      route({
        verb: 'GET',
        path: `/arrays/{array}/${list}/{element}`,
        summary: summaryOfOne,
        body: null,
        answers: `the ${one}`,
        act: (context) => hosted(context).change((array): unknown => array[one](context.path.element ?? '')),
      }),
    ]),
    route({
      verb: 'GET',
      path: '/arrays/{array}/instances/{class}',
      summary: "All instances of a class of the documents, such as MSFT_SMStorageVolume, by the documents' names.",
      body: null,
      answers: 'the instances',
      act: (context) => {
        const name = context.path.class as ClassName;
        return hosted(context).change((array) => {
          const found = instances(array, name);
          if (found.length > 0 || isInstanced(name)) return found;
          return badInput({ field: 'class', value: name, expected: 'a class that arraysim has instances of' });
        });
      },
    }),
  ];
}

/** The fault plan. */
function faults(): Route[] {
  const ledger = (context: Pick<RouteContext, 'arrays' | 'path'>) =>
    hosted(context).change((array) => ({ faults: array.faults.ledger(), held: array.faults.held() }));
  return [
    route({
      verb: 'GET',
      path: '/arrays/{array}/faults',
      summary: 'What came of each fault, and the tags by which faults hold calls and jobs.',
      body: null,
      answers: '{ faults, held }',
      act: ledger,
    }),
    route({
      verb: 'POST',
      path: '/arrays/{array}/faults',
      summary: 'Adds a fault, or all of a plan.',
      body: z.object({
        fault: z.union([z.string(), anything]).optional().describe('a fault, or a line of the short form'),
        plan: z.union([z.string(), anything]).optional().describe('a plan, or its short form'),
      }),
      answers: '{ faults, held }',
      act: (context) => {
        const { fault, plan } = context.body;
        if ((fault === undefined) === (plan === undefined))
          badInput({ field: 'body', value: context.body, expected: 'either a fault or a plan' });
        hosted(context).change((array) => {
          // The plan's own schemas judge both.
          if (fault !== undefined) array.faults.add(fault as unknown as FaultInput);
          else array.faults.use(plan as unknown as PlanInput);
        });
        return ledger(context);
      },
    }),
    route({
      verb: 'DELETE',
      path: '/arrays/{array}/faults/{fault}',
      summary: 'Takes a fault out, and back what it has changed.',
      body: null,
      answers: '{ faults, held }',
      act: (context) => {
        hosted(context).change((array) => array.faults.remove(context.path.fault ?? ''));
        return ledger(context);
      },
    }),
    route({
      verb: 'POST',
      path: '/arrays/{array}/faults/heal',
      summary: 'Ends all faults, or those of a list.',
      body: z.object({ faults: z.array(z.string()).optional() }),
      answers: '{ faults, held }',
      act: (context) => {
        hosted(context).change((array) => array.faults.heal(context.body.faults));
        return ledger(context);
      },
    }),
    route({
      verb: 'POST',
      path: '/arrays/{array}/faults/release',
      summary: 'Lets go on what is held by a tag.',
      body: z.object({ tag: z.string().min(1) }),
      answers: '{ released }: how many calls and jobs',
      act: (context) => ({
        released: hosted(context).change((array) => array.faults.release(context.body.tag)),
      }),
    }),
  ];
}
