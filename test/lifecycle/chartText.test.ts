import { describe, expect, test } from 'vitest';
import { createMachine } from 'xstate';
import { chartJson, mermaid } from '../../src/lifecycle/chartText.js';
import { compileLifecycle } from '../../src/lifecycle/table.js';
import { charts } from './charts.js';

describe.each(charts)('the $name chart', ({ name, machine, lifecycle }) => {
  test('reads as this diagram', async () => {
    await expect(mermaid(machine)).toMatchFileSnapshot(`../golden/charts/${name}.mmd`);
  });

  test('gives plain JSON that xstate itself reads back into the same chart', () => {
    const json = chartJson(machine);
    expect(structuredClone(json)).toEqual(json);
    // The definition names targets by id, which a configuration may do too.
    const again = compileLifecycle(createMachine(configOf(json as Definition)));
    expect(structuredClone({ ...again })).toEqual(structuredClone({ ...lifecycle }));
  });

  test('draws every leaf in its own block and every transition once', () => {
    const lines = mermaid(machine)
      .split('\n')
      .map((line) => line.trim());
    expect(new Set(lines.filter((line) => /^\w+$/.test(line) && line !== 'stateDiagram'))).toEqual(
      new Set(lifecycle.states.flatMap((state) => state.split('+'))),
    );
    const drawn = lines.filter((line) => line.includes(' : '));
    expect(drawn.length).toBe(new Set(drawn).size);
    expect(new Set(drawn.map((line) => line.split(' : ')[1]))).toEqual(new Set(lifecycle.events));
  });
});

/** The part of xstate's definition that makes up a configuration. */
interface Definition {
  readonly id: string;
  readonly type: 'atomic' | 'compound' | 'parallel' | 'final';
  readonly initial: { readonly target: readonly string[] };
  readonly states: Record<string, Definition>;
  readonly on: Record<string, readonly { readonly target: string[] }[]>;
  readonly meta?: object;
}

function configOf(definition: Definition): Parameters<typeof createMachine>[0] {
  const initial = definition.initial.target[0]?.split('.').at(-1);
  return {
    id: definition.id,
    type: definition.type,
    ...(definition.type === 'compound' && initial !== undefined ? { initial } : {}),
    ...(definition.meta === undefined ? {} : { meta: definition.meta }),
    on: Object.fromEntries(
      Object.entries(definition.on).map(([event, transitions]) => [
        event,
        transitions.map(({ target }) => ({ target })),
      ]),
    ),
    states: Object.fromEntries(Object.entries(definition.states).map(([key, state]) => [key, configOf(state)])),
  } as Parameters<typeof createMachine>[0]; // Built above field by field; exact optional types don't see it.
}
