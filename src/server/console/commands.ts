import { z } from 'zod';
import { StorageArray } from '../../engine/array.js';
import { jobControls } from '../../engine/arrayApi.js';
import type { Change, OutOfBandChange } from '../../engine/controls/changeSchemas.js';
import { nextTimer } from '../../engine/controls/clock.js';
import { badInput, parseInput } from '../../vocabulary/input/badInput.js';
import type { CallId } from '../../vocabulary/units/ids.js';
import { armed } from './arming.js';
import { beginCall, doneIn, finishCall, makeCall, stepCall } from './calls.js';
import type { Commands } from './contract.js';
import { changeFrom } from './forms/changes.js';
import { callInFlight } from './frames.js';
import type { ConsoleSession } from './session.js';
import type { Universe } from './universe.js';

/** What a command is done to. */
interface Place {
  readonly session: ConsoleSession;
  readonly universe: Universe;
}

interface Command<Name extends keyof Commands> {
  readonly body: z.ZodType<Commands[Name]['body']>;
  readonly act: (place: Place, body: Commands[Name]['body']) => Commands[Name]['answer'];
}

const text = z.string().min(1);
const name = text.max(200);
const size = z.union([z.string(), z.number().min(0)]);
const fields = z.record(z.string(), z.unknown());
const nothing = z.strictObject({});
const call = z.strictObject({ call: text });
const callBody = z.strictObject({
  on: z.string(),
  method: text,
  parameters: fields.optional(),
  caller: text.optional(),
});

const commands: { readonly [Name in keyof Commands]: Command<Name> } = {
  call: { body: callBody, act: ({ universe }, body) => makeCall(universe, body) },
  begin: { body: callBody, act: ({ universe }, body) => ({ call: beginCall(universe, body) }) },
  step: {
    body: call,
    act: ({ universe }, body) => {
      const { call: id } = stepCall(universe, body.call as CallId);
      const world = StorageArray.worldOf(universe.array);
      const handle = world.codecs.call.decode(id);
      // A call stays in flight until its reply is taken.
      if (handle === undefined) throw new Error(`call ${id} is gone after a step`);
      return callInFlight(world, handle);
    },
  },
  finish: { body: call, act: ({ universe }, body) => finishCall(universe, body.call as CallId) },

  advance: {
    body: z.strictObject({ by: z.union([z.string(), z.number()]) }),
    act: ({ universe }, { by }) => done(universe, (array) => array.advance(by)),
  },
  next: {
    body: nothing,
    act: ({ universe }) =>
      done(universe, (array) => {
        const world = StorageArray.worldOf(array);
        const timer = nextTimer(world);
        if (timer === undefined)
          return badInput({ field: 'next', value: null, expected: 'a timer: nothing works, and nothing waits' });
        return array.advance(timer.dueMs - world.nowMs);
      }),
  },
  settle: { body: nothing, act: ({ universe }) => done(universe, (array) => array.settle()) },
  speed: {
    body: z.strictObject({ speed: z.number().min(0).max(1_000_000) }),
    act: ({ universe }, { speed }) => {
      universe.hosted.time = speed === 0 ? { kind: 'manual' } : { kind: 'real', factor: speed };
      universe.otherNews();
      return universe.time();
    },
  },

  discover: { body: nothing, act: ({ universe }) => done(universe, (array) => array.discover()) },
  set: {
    body: z.strictObject({ change: fields }),
    act: ({ universe }, { change }) =>
      // The array judges what it is.
      done(universe, (array) => array.set(changeFrom(change) as unknown as Change)),
  },
  outOfBand: {
    body: z.strictObject({ change: fields }),
    act: ({ universe }, { change }) => {
      const reply = universe.perform((array) => array.outOfBand.set(changeFrom(change) as unknown as OutOfBandChange));
      if (!reply.changed) universe.amend({ outcome: `refused: ${reply.message}` });
      return { ...doneIn(universe), changed: reply.changed, message: reply.changed ? '' : reply.message };
    },
  },
  write: {
    body: z.strictObject({ volume: text, offset: size, length: size, tag: text }),
    act: ({ universe }, { volume, ...write }) => {
      const reply = universe.perform((array) => array.host.write(volume, write));
      return { ...doneIn(universe), written: reply.written, message: reply.written ? '' : reply.message };
    },
  },
  job: {
    body: z.strictObject({ job: text, control: text }),
    act: ({ universe }, { job, control }) => {
      const among = Object.keys(jobControls) as (keyof typeof jobControls)[];
      const known = among.find((one) => one === control);
      if (known === undefined)
        return badInput({ field: 'body.control', value: control, expected: `one of ${among.join(', ')}`, among });
      return done(universe, (array) => array.jobs[known](job));
    },
  },

  arm: {
    body: z.union([
      z.strictObject({ form: text, values: z.record(z.string(), z.string()) }),
      z.strictObject({ text: text.max(100_000) }),
    ]),
    act: ({ universe }, body) => {
      const faults = armed(universe, body);
      return { ...doneIn(universe), faults };
    },
  },
  release: {
    body: z.strictObject({ tag: text }),
    act: ({ universe }, { tag }) => {
      const among = universe.array.faults.held();
      if (!among.includes(tag))
        badInput({ field: 'body.tag', value: tag, expected: 'a tag by which something is held', among });
      const released = universe.perform((array) => array.faults.release(tag));
      return { ...doneIn(universe), released };
    },
  },
  heal: {
    body: z.strictObject({ faults: z.array(text).optional() }),
    act: ({ universe }, { faults }) => done(universe, (array) => array.faults.heal(faults)),
  },

  checkpoint: { body: z.strictObject({ name }), act: ({ universe }, body) => universe.checkpoint(body.name) },
  rewind: {
    body: z.union([z.strictObject({ step: z.number() }), z.strictObject({ checkpoint: name })]),
    act: ({ universe }, to) => {
      if ('step' in to) universe.rewind(to.step, 'body.step');
      else universe.rewind(universe.checkpoints.stepOf(to.checkpoint), 'body.checkpoint');
      return doneIn(universe);
    },
  },
  fork: {
    body: z.strictObject({ label: name.optional(), step: z.number().optional() }),
    act: ({ session, universe }, body) => session.fork(universe.id, body),
  },
  close: {
    body: nothing,
    act: ({ session, universe }) => {
      session.close(universe.id);
      return {};
    },
  },
};

export const commandNames = Object.keys(commands);

/** Does what a page asks for.
 * @returns what the command answers; undefined where there is none of that name
 * @throws BadInputError, with nothing changed
 */
export function perform(session: ConsoleSession, id: string, command: string, body: unknown): object | undefined {
  if (!commandNames.includes(command)) return undefined;
  const universe = session.find(id);
  // It is a key of the table; what its schema puts out is what its act takes.
  const { body: schema, act } = commands[command as keyof Commands] as unknown as Command<'call'>;
  return act({ session, universe }, parseInput(schema, body ?? {}, 'body'));
}

function done(universe: Universe, act: (array: StorageArray) => void) {
  universe.perform(act);
  return doneIn(universe);
}
