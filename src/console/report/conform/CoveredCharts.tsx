import type { CoverageFacts, CoveredChart } from '../../../report/facts/coverageFacts.js';
import { Heads } from '../../parts/Heads.js';
import { Scroll } from '../../parts/Scroll.js';
import { StateChart } from '../../parts/StateChart.js';
import { stateText } from '../../parts/words.js';

/** What the runs came by, on the lifecycles that the subject keeps to; and in which phase of a job faults fired. */
export function CoveredCharts({ coverage: { charts, phases } }: { readonly coverage: CoverageFacts }) {
  return (
    <>
      {charts.length > 0 && (
        <section class="panel" aria-label="Coverage of the lifecycles">
          <h2>Coverage of the lifecycles</h2>
          <p class="dim">
            Solid is what was reached, an arrow with how often it was gone; what is dashed was not reached.
          </p>
          {charts.map((one) => (
            <Covered key={one.chart.name} {...one} />
          ))}
        </section>
      )}
      {phases !== null && (
        <section class="panel" aria-label="Coverage of faults">
          <h2>Faults by what jobs did meanwhile</h2>
          <p class="dim">How often a fault of the class fired while a job was in that phase.</p>
          <Scroll label="Classes of faults by phases of jobs">
            <table class="narrow">
              <Heads of={['class of fault', ...phases.columns]} numeric={phases.columns.map((_, at) => at + 1)} />
              <tbody>
                {phases.rows.map(({ name, counts }) => (
                  <tr key={name}>
                    <td>{name}</td>
                    {counts.map((count, at) => (
                      <td key={phases.columns[at]} class={count > 0 ? 'number met' : 'number dim'}>
                        {count > 0 ? count.toLocaleString('en') : 'not met'}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
        </section>
      )}
    </>
  );
}

const none: ReadonlyMap<string, number> = new Map();

function Covered({ chart, counts, pairs }: CoveredChart) {
  const gone = chart.arrows.filter(({ from, to }) => (counts[`${from} ${to}`] ?? 0) > 0);
  const reached = new Set(gone.flatMap(({ from, to }) => [from, to]));
  const taken = new Map(Object.entries(counts).map(([arrow, count]) => [`${chart.name} ${arrow}`, count]));
  return (
    <>
      <h3>
        {chart.name}{' '}
        <span class="dim">
          {reached.size} of {chart.states.length} states, {gone.length} of {chart.arrows.length} transitions
          {pairs.of > 0 && `, ${pairs.reached} of ${pairs.of} pairs of transitions`}
        </span>
      </h3>
      <StateChart chart={chart} taken={taken} counts={none} reached={reached} />
      {pairs.missing.length > 0 && (
        <details>
          <summary>Pairs of transitions that were not gone: {pairs.missing.length}</summary>
          <ul class="flow">
            {pairs.missing.map((pair) => (
              <li key={pair}>{pair.split(' -> ').map(stateText).join(' → ')}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
