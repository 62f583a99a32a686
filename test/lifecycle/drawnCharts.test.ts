import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type AnyMachineSnapshot,
  type AnyStateMachine,
  type AnyStateNode,
  createMachine,
  getInitialSnapshot,
  type StateNodeConfig,
  type StateValue,
  transition,
} from 'xstate';
import { compileLifecycle, type Lifecycle } from '../../src/lifecycle/table.js';

const events = ['A', 'B', 'C'] as const;

/** The shape of a chart: a number is a leaf, final where it is 1. */
type Shape = number | { readonly parallel: boolean; readonly children: readonly Shape[] };

/** A transition between the nodes of these numbers, modulo how many there are; one without a target forbids its event. */
interface Arrow {
  readonly from: number;
  readonly event: (typeof events)[number];
  readonly to: number | null;
  readonly reenter: boolean;
}

const leaf = fc.constantFrom(0, 0, 0, 1);
const around = (inner: fc.Arbitrary<Shape>) =>
  fc.record({ parallel: fc.boolean(), children: fc.array(inner, { minLength: 1, maxLength: 3 }) });
const shapes = around(fc.oneof(leaf, around(fc.oneof(leaf, around(leaf)))));
const arrows = fc.array(
  fc.record({
    from: fc.nat(20),
    event: fc.constantFrom(...events),
    to: fc.option(fc.nat(20), { freq: 8 }),
    reenter: fc.boolean(),
  }),
  { minLength: 1, maxLength: 12 },
);

/** The chart that was drawn: nodes are called n0, n1, … in document order, the root first. */
function chartOf(shape: Shape, drawn: readonly Arrow[]): AnyStateMachine {
  const nodes: StateNodeConfig<never, never, never, never, never, never, never, never, never, never>[] = [];
  const configOf = (one: Shape, inParallel: boolean) => {
    const key = `n${nodes.length}`;
    const config: Record<string, unknown> = { id: key };
    nodes.push(config);
    if (typeof one === 'number') {
      // A region of one state that is final from the start says nothing.
      Object.assign(config, { meta: { [key]: true } }, one === 1 && !inParallel && { type: 'final' });
      return config;
    }
    const states: Record<string, unknown> = {};
    for (const child of one.children) states[`n${nodes.length}`] = configOf(child, one.parallel);
    const [initial] = Object.keys(states);
    return Object.assign(config, one.parallel ? { type: 'parallel', states } : { initial, states });
  };
  const root = configOf(shape, false);
  for (const { from, event, to, reenter } of drawn) {
    const source = nodes[from % nodes.length];
    if (source === undefined || source.type === 'final') continue;
    const target = to === null ? {} : { target: `#n${to % nodes.length}`, reenter };
    Object.assign(source, { on: { ...source.on, [event]: target } });
  }
  return createMachine(root);
}

function leavesOf(node: AnyStateNode, value: StateValue): string[] {
  const children = Object.values<AnyStateNode>(node.states);
  if (typeof value === 'string') return children.filter(({ key }) => key === value).map(({ key }) => key);
  return children.flatMap((child) => {
    const inner = value[child.key];
    if (inner === undefined) return [];
    return child.type === 'atomic' || child.type === 'final' ? [child.key] : leavesOf(child, inner);
  });
}

/** Which drawn charts a table can hold: not those in which an event leads to two states at once. */
function tableOf(machine: AnyStateMachine): Lifecycle<string, string, unknown> | undefined {
  try {
    return compileLifecycle<AnyStateMachine, string>(machine);
  } catch (error) {
    if (error instanceof Error && error.message.endsWith('leads to two states at once')) return undefined;
    throw error;
  }
}

test('whatever plain chart is drawn, its table goes where an actor of xstate goes', () => {
  let pairs = 0;
  let accepted = 0;
  fc.assert(
    fc.property(shapes, arrows, (shape, drawn) => {
      const machine = chartOf(shape, drawn);
      const table = tableOf(machine);
      if (table === undefined) return;
      const nameOf = ({ value }: AnyMachineSnapshot) => leavesOf(machine.root, value).join('+');
      const reached = new Map<string, AnyMachineSnapshot>();
      const waiting: AnyMachineSnapshot[] = [getInitialSnapshot(machine)];
      for (const snapshot of waiting) {
        const name = nameOf(snapshot);
        if (reached.has(name)) continue;
        reached.set(name, snapshot);
        const from = table.stateIndex(name);
        expect(table.final(from)).toBe(snapshot.status === 'done');
        for (const type of table.events) {
          pairs++;
          const to = table.after(from, type);
          const isAccepted = snapshot.status === 'active' && snapshot.can({ type });
          expect([name, type, to >= 0]).toEqual([name, type, isAccepted]);
          if (!isAccepted) continue;
          accepted++;
          const [next] = transition(machine, snapshot, { type });
          expect([name, type, table.states[to]]).toEqual([name, type, nameOf(next)]);
          waiting.push(next);
        }
      }
      expect([...reached.keys()].toSorted()).toEqual(table.states.toSorted());
    }),
    { numRuns: 500, seed: 1 },
  );
  expect(pairs).toBeGreaterThan(800);
  expect(accepted).toBeGreaterThan(150);
});
