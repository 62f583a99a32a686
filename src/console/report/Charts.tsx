import { useMemo, useState } from 'preact/hooks';
import type { ChartFacts } from '../../report/facts/chartFacts.js';
import type { ElementKind, Film } from '../../report/film/film.js';
import { StateChart } from '../parts/StateChart.js';
import type { Scene } from './playback.js';
import { ways } from './series.js';

interface Props {
  readonly charts: readonly ChartFacts[];
  readonly film: Film;
  readonly scene: Scene;
}

/** The state charts: where elements are at the moment that is picked, and how often they went each way in the whole run. */
export function Charts({ charts, film, scene }: Props) {
  const [shown, show] = useState('volume');
  const taken = useMemo(() => ways(film), [film]);
  const chart = charts.find(({ name }) => name === shown);
  return (
    <section class="panel" aria-label="State charts">
      <div class="tools">
        <h3>State charts</h3>
        <fieldset>
          <legend>of</legend>
          {charts.map(({ name }) => (
            <label key={name}>
              <input type="radio" name="chart" checked={name === shown} onChange={() => show(name)} /> {name}
            </label>
          ))}
        </fieldset>
      </div>
      <p class="dim">
        A state is filled while elements are in it, with their number; an arrow that was taken in this run is dark, with
        how often{film.every > 1 && ', of elements other than jobs as far as the moments that are kept show it'}.
      </p>
      {chart && <StateChart chart={chart} taken={taken} counts={countsOf(scene, chart.name)} />}
    </section>
  );
}

function countsOf(scene: Scene, kind: string): Map<string, number> {
  const counts = new Map<string, number>();
  // Charts are called as the elements are.
  for (const { state } of scene[kind as ElementKind].values())
    counts.set(String(state), (counts.get(String(state)) ?? 0) + 1);
  return counts;
}
