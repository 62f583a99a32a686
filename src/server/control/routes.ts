import { z } from 'zod';
import { jobControls } from '../../engine/arrayApi.js';
import type { Change, OutOfBandChange } from '../../engine/controls/changeSchemas.js';
import type { ArrayOptions } from '../../engine/options.js';
import { badInput } from '../../vocabulary/input/badInput.js';
import { type Callable, callables } from '../../vocabulary/methods/names.js';
import type { HostedArray } from '../hosted.js';
import { elementRoutes } from './elementRoutes.js';
import { faultRoutes } from './faultRoutes.js';
import { anything, hosted, queryNumber, type Route, type RouteContext, route } from './route.js';

// What a test does from another language: the library's own calls, by the same names.

const size = z.union([z.string(), z.number().int().min(0)]).describe("'10 GiB', or bytes");
const span = z.union([z.string(), z.number().int().min(0)]).describe("'5 min', or milliseconds");

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
      method: z.enum(callables).describe('such as CreateClone or Pool.Delete'),
      parameters: anything.optional().describe("by the documents' names"),
      caller: z.string().min(1).optional().describe('for the roles; client when left out'),
    }),
    answers:
      "the method's out parameters and ReturnValue, or { noReply: 'silence' } and the like where the reply is lost",
    act: async (context) => {
      const { on, method, parameters = {}, caller = 'client' } = context.body;
      const reply = await hosted(context).call(on, method as Callable, parameters, caller);
      // The control interface itself stays well: what a client would meet, it tells.
      return 'kind' in reply ? { noReply: reply.as } : reply;
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
  ...elementRoutes(),
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
  ...faultRoutes(),
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
      method: z.enum(callables).optional(),
      code: queryNumber.optional().describe('the return code'),
      caller: z.string().optional(),
      since: queryNumber.optional().describe('virtual milliseconds'),
    }),
    answers: 'the requests',
    act: (context) => {
      const { method, ...filter } = context.query;
      return hosted(context).change((array) => array.requests({ ...filter, method: method as Callable | undefined }));
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
