import { lifecycles } from '../../lifecycle/lifecycles.js';

/** A state chart as a list of arrows. */
export interface ChartFacts {
  /** 'volume', 'job' */
  readonly name: string;
  readonly initial: string;
  /** States in which a life ends. */
  readonly finals: readonly string[];
  readonly states: readonly string[];
  /** Each arrow once, with the events that lead along it. */
  readonly arrows: readonly { readonly from: string; readonly to: string; readonly events: readonly string[] }[];
}

/** The charts of the elements that reports show. */
export function chartFacts(): ChartFacts[] {
  return (['volume', 'pool', 'synchronization', 'job'] as const).map((name) => {
    const chart = lifecycles[name];
    const states: readonly string[] = chart.states;
    const arrows = new Map<string, { readonly from: string; readonly to: string; readonly events: string[] }>();
    for (const [at, from] of states.entries()) {
      for (const [number, event] of chart.events.entries()) {
        const to = states[chart.target(at, number)];
        if (to === undefined) continue;
        const key = `${from} ${to}`;
        const arrow = arrows.get(key) ?? { from, to, events: [] };
        arrow.events.push(event);
        arrows.set(key, arrow);
      }
    }
    const finals = states.filter((_, at) => chart.final(at));
    return { name, initial: states[chart.initial] ?? '', finals, states, arrows: [...arrows.values()] };
  });
}
