import { describe, expect, test } from 'vitest';
import { createActor, createMachine } from 'xstate';
import { lifecycles } from '../../src/lifecycle/lifecycles.js';
import { compileLifecycle, type Lifecycle, step, UnacceptedEventError } from '../../src/lifecycle/table.js';
import { charts } from './charts.js';
import { disagreements, walk } from './disagreements.js';

const unknownEvents = ['', 'run', 'NO_SUCH_EVENT', 'toString', 'xstate.init', 'xstate.done.state.job'];

describe.each(charts)('the $name table', ({ machine, lifecycle }) => {
  test('agrees with xstate on every state and event, known or not', () => {
    const walked = walk(machine, [...lifecycle.events, ...unknownEvents]);
    const { pairs, differences } = disagreements(walked, lifecycle);
    expect(differences).toEqual([]);
    expect(pairs).toBe(lifecycle.states.length * (lifecycle.events.length + unknownEvents.length));
  });

  test('is caught by that comparison when any one cell is changed', () => {
    const walked = walk(machine, lifecycle.events);
    for (const [stateIndex] of lifecycle.states.entries()) {
      for (const [eventIndex] of lifecycle.events.entries()) {
        const changed = withCell(lifecycle, stateIndex, eventIndex);
        if (disagreements(walked, changed).differences.length === 0) {
          throw new Error(`unnoticed: ${lifecycle.states[stateIndex]}, ${lifecycle.events[eventIndex]}`);
        }
      }
    }
  });

  test('steps where xstate goes and throws on every event that is not accepted', () => {
    for (const [stateIndex] of lifecycle.states.entries()) {
      for (const event of [...lifecycle.events, ...unknownEvents]) {
        const eventIndex = lifecycle.events.indexOf(event);
        const target = eventIndex < 0 ? -1 : lifecycle.target(stateIndex, eventIndex);
        if (target < 0) expect(() => step(lifecycle, stateIndex, event)).toThrow(UnacceptedEventError);
        else expect(step(lifecycle, stateIndex, event)).toBe(target);
      }
    }
  });

  test('accepts nothing in a final state', () => {
    const finals = lifecycle.states.filter((_, index) => lifecycle.final(index));
    for (const name of finals) {
      expect(lifecycle.events.filter((_, event) => lifecycle.target(lifecycle.stateIndex(name), event) >= 0)).toEqual(
        [],
      );
    }
    expect(finals.length).toBe({ job: 4, providerConnection: 0, replicationLink: 0, drive: 0 }[lifecycle.name] ?? 1);
  });

  test('holds strings, numbers and booleans only, the same at every compilation', () => {
    createActor(machine).start().stop(); // Moves xstate's process-wide session counter on.
    const again = compileLifecycle(machine);
    expect(structuredClone({ ...again })).toEqual(structuredClone({ ...lifecycle }));
    expect(foreignValues({ ...lifecycle })).toEqual([]);
  });
});

describe('a table', () => {
  test('lists its states breadth-first, so a number means the same in every process', () => {
    expect(lifecycles.job.states).toEqual([
      'new',
      'killed',
      'exception',
      'shuttingDown',
      'starting',
      'terminated',
      'running',
      'suspended',
      'service',
      'queryPending',
      'completed',
    ]);
    expect(lifecycles.job.initial).toBe(0);
  });

  test('tells a transition to the same state from no transition', () => {
    const chart = createMachine({
      id: 'lamp',
      initial: 'on',
      states: {
        on: { meta: {}, on: { AGAIN: 'on', HELD: {}, OFF: 'off' } },
        off: { meta: {}, on: { HELD: 'on' } },
      },
    });
    const lamp: Lifecycle<string, string, unknown> = compileLifecycle(chart);
    expect(['AGAIN', 'HELD', 'OFF'].map((event) => targetOf(lamp, 'on', event))).toEqual(['on', undefined, 'off']);
    expect(disagreements(walk(chart, lamp.events), lamp).differences).toEqual([]);
  });

  test('accepts nothing in a final state even when the root of the chart has a transition', () => {
    const chart = createMachine({
      id: 'once',
      initial: 'begun',
      on: { END: '.ended' },
      states: { begun: { meta: {} }, ended: { type: 'final', meta: {} } },
    });
    const once: Lifecycle<string, string, unknown> = compileLifecycle(chart);
    expect(targetOf(once, 'begun', 'END')).toBe('ended');
    expect(targetOf(once, 'ended', 'END')).toBeUndefined();
    expect(disagreements(walk(chart, once.events), once).differences).toEqual([]);
  });

  test('names chart, state, event and the accepted events when it throws', () => {
    const { job } = lifecycles;
    expect(() => step(job, job.stateIndex('shuttingDown'), 'RUN')).toThrow(
      'chart job, state shuttingDown: RUN is not accepted, it accepts KILL, FAIL, SHUT_DOWN',
    );
    expect(() => step(job, job.stateIndex('completed'), 'FAIL')).toThrow(
      'chart job, state completed: FAIL is not accepted, it accepts no event',
    );
    const error = thrownBy(() => step(job, job.stateIndex('new'), 'RUN'));
    expect(error).toMatchObject({ name: 'UnacceptedEventError', chart: 'job', state: 'new', event: 'RUN' });
    expect(error).toMatchObject({ accepted: ['KILL', 'FAIL', 'TERMINATE', 'START'] });
  });

  test('throws on numbers and names that it does not have, rather than read a neighbouring row', () => {
    const { pool } = lifecycles;
    const wrong: readonly [number, number][] = [
      [-1, 0],
      [0, -1],
      [0, pool.events.length],
      [pool.states.length, 0],
      [Number.NaN, 0],
    ];
    for (const [state, event] of wrong) expect(() => pool.target(state, event)).toThrow(RangeError);
    expect(() => pool.meta(99)).toThrow(RangeError);
    expect(() => pool.final(99)).toThrow(RangeError);
    // @ts-expect-error a misspelt state does not compile
    expect(() => pool.stateIndex('onlin')).toThrow('chart pool has no state onlin');
    // @ts-expect-error a misspelt event does not compile
    expect(() => pool.eventIndex('toString')).toThrow('chart pool has no event toString');
  });

  test('refuses a chart whose states say more than their names', () => {
    const leaf = { meta: {} };
    const refused = (config: Parameters<typeof createMachine>[0]): string =>
      String(thrownBy(() => compileLifecycle(createMachine(config))));
    const two = { a: { ...leaf, on: { GO: 'b' } }, b: leaf };
    expect(refused({ initial: 'a', context: { count: 0 }, states: two })).toContain('context');
    expect(refused({ initial: 'a', states: { ...two, a: { ...leaf, after: { 10: 'b' } } } })).toContain('a timer');
    expect(refused({ initial: 'a', states: { ...two, a: { ...leaf, entry: () => {} } } })).toContain('an action');
    expect(refused({ initial: 'a', states: { ...two, a: { ...leaf, always: 'b' } } })).toContain('without an event');
    expect(refused({ initial: 'a', states: { ...two, a: { ...leaf, on: { '*': 'b' } } } })).toContain('a wildcard');
    expect(refused({ initial: 'a', states: { ...two, c: { type: 'history' } } })).toContain('history');
    expect(refused({ initial: 'a', states: { ...two, a: { on: { GO: 'b' } } } })).toContain('carries no meta');
    const guarded = { GO: { target: 'b', guard: () => true } };
    expect(refused({ initial: 'a', states: { ...two, a: { ...leaf, on: guarded } } })).toContain('a guard');
    const inner = { initial: 'a', states: { a: leaf } };
    expect(refused({ initial: 'x', states: { x: inner, y: inner } })).toContain('two states are called a');
  });

  test('hands out metas that nobody can write to', () => {
    const meta = lifecycles.volume.meta(0);
    expect(Object.isFrozen(meta) && Object.isFrozen(meta.operationalStatus)).toBe(true);
  });
});

/** The table with one cell led elsewhere. */
function withCell(
  lifecycle: Lifecycle<string, string, unknown>,
  stateIndex: number,
  eventIndex: number,
): Lifecycle<string, string, unknown> {
  const original = lifecycle.target(stateIndex, eventIndex);
  const changed = Object.create(lifecycle) as Lifecycle<string, string, unknown>; // It is one, by its prototype.
  changed.target = (state, event) => {
    if (state !== stateIndex || event !== eventIndex) return lifecycle.target(state, event);
    return original === -1 ? 0 : (original + 1) % lifecycle.states.length;
  };
  return changed;
}

function targetOf(lifecycle: Lifecycle<string, string, unknown>, state: string, event: string): string | undefined {
  return lifecycle.states[lifecycle.target(lifecycle.stateIndex(state), lifecycle.eventIndex(event))];
}

function thrownBy(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
}

/** Paths to whatever is neither a string, a number, a boolean nor a container of these. */
function foreignValues(value: unknown, path = ''): string[] {
  if (['string', 'number', 'boolean'].includes(typeof value) || value instanceof Int16Array) return [];
  if (value instanceof Map) return foreignValues([...value], `${path}<map>`);
  const plain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
  if (!plain) return [path];
  return Object.entries(value as object).flatMap(([key, inner]) => foreignValues(inner, `${path}.${key}`));
}
