import type { Chart } from '../conformance/subject/driver.js';
import { lifecycles } from '../lifecycle/lifecycles.js';
import type { Lifecycle } from '../lifecycle/table.js';

/** The lifecycles of our arrays as data. */
export const charts = {
  job: chartOf(lifecycles.job),
  volume: chartOf(lifecycles.volume),
  pool: chartOf(lifecycles.pool),
} as const;

function chartOf(chart: Lifecycle<string, string, unknown>): Chart {
  const { states, events } = chart;
  const transitions = states.map((state, from) => {
    const targets = events.flatMap((event, index) => {
      const to = states[chart.target(from, index)];
      return to === undefined ? [] : [[event, to] as const];
    });
    return [state, Object.fromEntries(targets)] as const;
  });
  return { initial: states[chart.initial] ?? '', transitions: Object.fromEntries(transitions) };
}
