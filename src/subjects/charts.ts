import type { Chart } from '../conformance/subject/driver.js';
import { lifecycles } from '../lifecycle/lifecycles.js';
import type { Lifecycle } from '../lifecycle/table.js';

/** The lifecycles of our arrays as data. */
export const charts = {
  job: chartOf(lifecycles.job),
  volume: chartOf(lifecycles.volume),
  // Those that are there when a run begins are online; one that a job makes nobody else moves.
  pool: { ...chartOf(lifecycles.pool, 'starting'), initial: 'online' },
} as const;

/** That of volumes which are deleted within the call: only a job that deletes locks them for it. */
export const volumeDeletedAtOnce: Chart = chartOf(lifecycles.volume, 'deleting');

/** @param without a state that is never entered */
function chartOf(chart: Lifecycle<string, string, unknown>, without?: string): Chart {
  const { states, events } = chart;
  const transitions = states.flatMap((state, from) => {
    if (state === without) return [];
    const targets = events.flatMap((event, index) => {
      const to = states[chart.target(from, index)];
      return to === undefined || to === without ? [] : [[event, to] as const];
    });
    return [[state, Object.fromEntries(targets)] as const];
  });
  return { initial: states[chart.initial] ?? '', transitions: Object.fromEntries(transitions) };
}
