import type { PlanInput } from '../../faults/planSchema.js';
import type { MethodName } from '../../vocabulary/methods/index.js';
import { classOf, faultsOf } from '../generate/plans.js';
import { modelOf, rulesOf } from '../model/methods/index.js';
import { codeFor, type RuleInput } from '../model/rule.js';
import { isOver, type ModelState } from '../model/state.js';
import type { Coverage, CoveragePart } from '../report.js';
import { type Advertised, methodsOf } from '../subject/advertised.js';
import type { Chart, Driver } from '../subject/driver.js';
import { stateWord } from './jobStates.js';
import { documented } from './replyClaims.js';

/** What has a lifecycle. */
export type Charted = keyof NonNullable<Driver['charts']>;
const charted = ['job', 'volume', 'pool'] as const satisfies readonly Charted[];

/** Transitions that were seen, how often, and the latest. */
interface Moves {
  readonly single: Map<string, number>;
  readonly pairs: Map<string, number>;
  last: { readonly name: string; readonly move: string } | undefined;
}

/** Counts what runs come by. */
export class CoverageCounts {
  /** By method, then by the state of what it is called on. */
  private readonly codes = new Map<MethodName, Map<string, Map<number, number>>>();
  private readonly moves = new Map<Charted, Moves>();
  private readonly phases = new Map<string, number>();

  reply({ call, volume, pool }: RuleInput, code: number): void {
    let states = this.codes.get(call.method);
    if (states === undefined) {
      states = new Map();
      this.codes.set(call.method, states);
    }
    const { calledOn } = modelOf(call.method);
    const state = calledOn === 'single' ? 'there' : stateOf(calledOn === 'volume' ? volume : pool);
    let codes = states.get(state);
    if (codes === undefined) {
      codes = new Map();
      states.set(state, codes);
    }
    codes.set(code, (codes.get(code) ?? 0) + 1);
  }

  /** An element went from one state to another between two looks. */
  move(of: Charted, name: string, from: string, to: string): void {
    let moves = this.moves.get(of);
    if (moves === undefined) {
      moves = { single: new Map(), pairs: new Map(), last: undefined };
      this.moves.set(of, moves);
    }
    const move = `${from} -> ${to}`;
    add(moves.single, move);
    if (moves.last?.name === name) add(moves.pairs, `${moves.last.move} -> ${to}`);
    moves.last = { name, move };
  }

  /** What of a plan has fired, and what jobs were there then. */
  ledger(fired: Readonly<Record<string, number>>, plan: PlanInput | null, { jobs }: ModelState): void {
    if (plan === null) return;
    const open = Object.values(jobs).filter(({ gone }) => !gone);
    const phases = new Set(open.map(({ jobState }) => (isOver(jobState) ? 'over' : stateWord(jobState))));
    for (const fault of faultsOf(plan)) {
      if ((fired[fault.id] ?? 0) === 0) continue;
      for (const phase of phases.size === 0 ? ['no job'] : phases) add(this.phases, `${classOf(fault)} x ${phase}`);
    }
  }

  report(advertised: Advertised, charts: Driver['charts']): Coverage {
    const replies = this.replies();
    const parts: CoveragePart[] = [
      part('method x code', replies.codes, producible(advertised)),
      part('element state x code', replies.stateCodes, []),
    ];
    for (const of of charted) {
      const transitions = charts?.[of] === undefined ? [] : transitionsOf(charts[of]);
      const { single, pairs } = this.moves.get(of) ?? { single: new Map(), pairs: new Map() };
      if (transitions.length === 0 && single.size === 0) continue;
      const all = transitions.map(({ from, to }) => `${from} -> ${to}`);
      parts.push(
        chartPart(`transitions of ${of}`, single, all),
        chartPart(`transition pairs of ${of}`, pairs, pairsOf(transitions)),
      );
    }
    if (advertised.faults.length > 0)
      parts.push(
        part(
          'fault class x job phase',
          this.phases,
          advertised.faults.flatMap((one) =>
            ['no job', 'new', 'starting', 'running', 'over'].map((phase) => `${one} x ${phase}`),
          ),
        ),
      );
    return { parts };
  }

  /** Replies by their method and code, and by the state of the element with these. */
  private replies(): Readonly<Record<'codes' | 'stateCodes', ReadonlyMap<string, number>>> {
    const codes = new Map<string, number>();
    const stateCodes = new Map<string, number>();
    for (const [method, states] of this.codes)
      for (const [state, counts] of states)
        for (const [code, count] of counts) {
          const name = `${method} ${code}`;
          codes.set(name, (codes.get(name) ?? 0) + count);
          stateCodes.set(`${state} x ${name}`, count);
        }
    return { codes, stateCodes };
  }
}

/** The codes of each method that the suite can bring about with what the subject lets it do: 'Delete 4096'. */
function producible(advertised: Advertised): string[] {
  const { version, faults } = advertised;
  return methodsOf(advertised).flatMap((method) => {
    const successes = modelOf(method)
      .successes(advertised)
      .map((outcome) => codeFor(method, outcome, version));
    const errors = faults.includes('refuse')
      ? [...documented(method, version)].filter((code) => code !== 0 && code !== 4096)
      : rulesOf(method, advertised, (advertised.troubles ?? []).length > 0).map(({ code }) => code);
    return [...new Set([...successes, ...errors])].map((code) => `${method} ${code}`);
  });
}

export function transitionsOf({ transitions }: Chart): { from: string; event: string; to: string }[] {
  return Object.entries(transitions).flatMap(([from, events]) =>
    Object.entries(events).map(([event, to]) => ({ from, event, to })),
  );
}

function pairsOf(transitions: readonly { from: string; to: string }[]): string[] {
  return transitions.flatMap(({ from, to }) =>
    transitions.filter((next) => next.from === to).map((next) => `${from} -> ${to} -> ${next.to}`),
  );
}

/** Where there is a chart, its own ways alone: between two looks an element may go along several. */
function chartPart(title: string, counts: ReadonlyMap<string, number>, all: readonly string[]): CoveragePart {
  const ways = new Set(all);
  return part(title, ways.size === 0 ? counts : new Map([...counts].filter(([name]) => ways.has(name))), all);
}

/** Cells that there are to reach first, then what was reached beside them. */
function part(title: string, counts: ReadonlyMap<string, number>, all: readonly string[]): CoveragePart {
  const names = [...new Set([...all, ...counts.keys()])];
  return { title, cells: names.map((name) => ({ name, count: counts.get(name) ?? 0 })) };
}

function stateOf(element: RuleInput['volume'] | RuleInput['pool']): string {
  if (element === undefined) return 'unknown';
  if ('isPrimordial' in element) return element.isPrimordial ? 'primordial' : element.state;
  if (element.isSnapshot) return 'snapshot';
  return element.state ?? (element.usable === false ? 'starting' : 'online');
}

function add(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
