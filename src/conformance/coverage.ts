import type { PlanInput } from '../faults/written.js';
import type { Advertised } from './advertised.js';
import type { Chart } from './driver.js';
import { jobStateNames } from './jobClaims.js';
import { rulesOf } from './model/rules.js';
import { isOver, type ModelState, type ModelVolume } from './model/state.js';
import { classOf, faultsOf } from './plans.js';
import { documentedCodes } from './replyClaims.js';
import type { Coverage, CoveragePart } from './report.js';

/** Counts what runs come by. */
export class Sightings {
  private readonly codes = new Map<string, Map<number, number>>();
  private readonly moves = new Map<string, number>();
  private readonly pairs = new Map<string, number>();
  private readonly phases = new Map<string, number>();
  private lastMove: { readonly job: string; readonly move: string } | undefined;

  reply(source: ModelVolume | undefined, code: number): void {
    const state = stateOf(source);
    let codes = this.codes.get(state);
    if (codes === undefined) {
      codes = new Map();
      this.codes.set(state, codes);
    }
    codes.set(code, (codes.get(code) ?? 0) + 1);
  }

  /** A job went from one state to another between two looks. */
  move(job: string, from: number, to: number): void {
    const move = `${stateName(from)} -> ${stateName(to)}`;
    add(this.moves, move);
    if (this.lastMove?.job === job) add(this.pairs, `${this.lastMove.move} -> ${stateName(to)}`);
    this.lastMove = { job, move };
  }

  /** What of a plan has fired, and what jobs were there then. */
  ledger(fired: Readonly<Record<string, number>>, plan: PlanInput | null, { jobs }: ModelState): void {
    if (plan === null) return;
    const open = Object.values(jobs).filter(({ gone }) => !gone);
    const phases = new Set(open.map(({ jobState }) => (isOver(jobState) ? 'over' : stateName(jobState))));
    for (const fault of faultsOf(plan)) {
      if ((fired[fault.id] ?? 0) === 0) continue;
      for (const phase of phases.size === 0 ? ['no job'] : phases) add(this.phases, `${classOf(fault)} x ${phase}`);
    }
  }

  codesSeen(): ReadonlySet<number> {
    return new Set([...this.codes.values()].flatMap((codes) => [...codes.keys()]));
  }

  report(advertised: Advertised, chart: Chart | undefined): Coverage {
    const producible = [...producibleCodes(advertised)].map(String);
    const transitions = chart === undefined ? [] : transitionsOf(chart);
    const replies = this.replies();
    const parts: CoveragePart[] = [
      part('code x method', replies.codes, producible),
      part('source state x code', replies.stateCodes, []),
    ];
    if (transitions.length > 0 || this.moves.size > 0)
      parts.push(
        part(
          'transitions of job',
          this.moves,
          transitions.map(({ from, to }) => `${from} -> ${to}`),
        ),
        part('transition pairs of job', this.pairs, pairsOf(transitions)),
      );
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

  /** Replies by their code, and by the state of the source with it. */
  private replies(): Readonly<Record<'codes' | 'stateCodes', ReadonlyMap<string, number>>> {
    const codes = new Map<string, number>();
    const stateCodes = new Map<string, number>();
    for (const [state, counts] of this.codes)
      for (const [code, count] of counts) {
        codes.set(`${code}`, (codes.get(`${code}`) ?? 0) + count);
        stateCodes.set(`${state} x ${code}`, count);
      }
    return { codes, stateCodes };
  }
}

/** The codes that the suite can bring about with what the subject lets it do. */
export function producibleCodes(advertised: Advertised): ReadonlySet<number> {
  const { version, faults, clones } = advertised;
  const success = { withinCall: [0], byJob: [4096], bySize: [0, 4096] }[clones.copies];
  const errors = [...documentedCodes(version)].filter((code) => code !== 0 && code !== 4096);
  if (faults.includes('refuse')) return new Set([...success, ...errors]);
  return new Set([...success, ...rulesOf(version).map(({ code }) => code)]);
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

/** Cells that there are to reach first, then what was reached beside them. */
function part(title: string, counts: ReadonlyMap<string, number>, all: readonly string[]): CoveragePart {
  const names = [...new Set([...all, ...counts.keys()])];
  return { title, cells: names.map((name) => ({ name, count: counts.get(name) ?? 0 })) };
}

function stateName(jobState: number): string {
  const [first = '', ...rest] = (jobStateNames[jobState] ?? `${jobState}`).split(' ');
  return [first.toLowerCase(), ...rest].join('');
}

function stateOf(source: ModelVolume | undefined): string {
  if (source === undefined) return 'unknown';
  if (source.isSnapshot) return 'snapshot';
  return source.state ?? (source.usable === false ? 'starting' : 'online');
}

function add(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
