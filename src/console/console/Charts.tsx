import { useState } from 'preact/hooks';
import type { Counts } from '../../server/console/contract/state.js';
import { StateChart } from '../parts/StateChart.js';
import { useHere, usePlace } from './place.js';
import { useAnswer } from './useAnswer.js';

/** The state charts: where elements are now. */
export function Charts() {
  const { server } = usePlace();
  const { answer: charts } = useAnswer(() => server.ask('/api/charts'), [server]);
  const counts = useHere((one) => one.counts);
  const [shown, show] = useState<string>('volume');
  const chart = charts?.find(({ name }) => name === shown);
  return (
    <>
      <div class="tools">
        <fieldset>
          <legend>of a</legend>
          {charts?.map(({ name }) => (
            <label key={name}>
              <input type="radio" name="chart" checked={name === shown} onChange={() => show(name)} /> {name}
            </label>
          ))}
        </fieldset>
        <p class="dim">A state is filled while elements are in it, with their number.</p>
      </div>
      {chart && (
        <StateChart
          chart={chart}
          taken={none}
          // Charts are called as the elements are.
          counts={new Map(Object.entries(counts?.[chart.name as keyof Counts] ?? {}))}
        />
      )}
    </>
  );
}

const none: ReadonlyMap<string, number> = new Map();
