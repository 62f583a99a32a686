import type { ConformPage as Page } from '../../../report/facts/conformPage.js';
import { Copy } from '../../parts/Copy.js';
import { Heads } from '../../parts/Heads.js';
import { Scroll } from '../../parts/Scroll.js';
import { plural, spanText } from '../../parts/words.js';
import { CoveredCharts } from './CoveredCharts.js';
import { CoveredCodes } from './CoveredCodes.js';
import { Failures } from './Failures.js';
import { Properties } from './Properties.js';

const verdicts = {
  conforms: { text: 'conforms', class: 'good' },
  'does not conform': { text: 'does not conform', class: 'bad' },
  inconclusive: { text: 'is inconclusive', class: 'open' },
} as const;

/** The page of a run of the suite: the verdict, what it stands on, each failure step by step, and what the runs came by. */
export function ConformPage({ page }: { readonly page: Page }) {
  const { subject, summary, why, timeEnded, properties, coverage } = page;
  const verdict = verdicts[page.verdict];
  const counts = [
    `${summary.pass} hold`,
    ...(summary.fail > 0 ? [`${summary.fail} broken`] : []),
    ...(summary.warn > 0 ? [`${summary.warn} with advice`] : []),
    ...(summary.skip > 0 ? [`${summary.skip} skipped`] : []),
  ];
  const broken = properties.filter(({ failure }) => failure !== null);
  return (
    <>
      <header class="top">
        <h1>arraysim</h1>
        <p class={`verdict ${verdict.class}`}>
          <b>{subject}</b> {verdict.text}
          {why !== null && `: ${why}`}
        </p>
        <p class="dim">
          of {plural(properties.length, 'propert', 'y', 'ies')} {counts.join(', ')}
        </p>
      </header>
      <main>
        <section class="panel" aria-label="Run of the suite">
          <h2>Conformance of {subject}</h2>
          <p class="dim">{detailsOf(page).join(' · ')}</p>
          {timeEnded !== null && (
            <p>
              The time ended after {timeEnded.runs} of {plural(timeEnded.of, 'run')}: what came later was not judged.
            </p>
          )}
          {page.tried !== null && <p>Tried: {page.tried}.</p>}
          <Copy text={page.command} what="the command that judges it" />
        </section>
        {broken.length > 0 && <Failures broken={broken} />}
        <Properties properties={properties} />
        <Advice page={page} />
        <CoveredCharts coverage={coverage} />
        <CoveredCodes methods={coverage.methods} />
        <Refused page={page} />
      </main>
    </>
  );
}

function detailsOf({
  levels,
  only,
  except,
  seed,
  exhaustive,
  runs,
  calls,
  requests,
  elapsedMs,
  summary,
}: Page): string[] {
  return [
    `${levels.length === 1 ? 'level' : 'levels'} ${levels.join(', ')}`,
    ...(only === null ? [] : [`only ${only.join(', ')}`]),
    ...(except.length === 0 ? [] : [`without ${except.join(', ')}`]),
    exhaustive === null ? `seed ${seed}` : 'all orders',
    plural(runs, 'run'),
    `${plural(calls, 'call')} in ${spanText(elapsedMs)}`,
    `${plural(requests, 'request')} to the driver, ${summary.requestsPerCall} a call`,
  ];
}

/** What is unusual and breaks nothing. */
function Advice({ page: { advice } }: { readonly page: Page }) {
  if (advice.length === 0) return null;
  return (
    <section class="panel" aria-label="Advice">
      <h3>Advice, where the documents leave it open</h3>
      <Scroll label="What is unusual, and what would settle it">
        <table>
          <Heads of={['property', 'times', 'would be settled by', 'for example']} numeric={[1]} />
          <tbody>
            {advice.map(({ property, settledBy, count, example }) => (
              <tr key={settledBy}>
                <td>{property}</td>
                <td class="number">{count.toLocaleString('en')}</td>
                <td class="text">
                  <code>{settledBy}</code>
                </td>
                <td class="text">{example}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}

function Refused({ page: { refusedActions } }: { readonly page: Page }) {
  if (refusedActions.length === 0) return null;
  return (
    <section class="panel" aria-label="Actions that the subject refused">
      <h3>Actions that the subject refused</h3>
      <table class="narrow">
        <Heads of={['action', 'refused', 'of']} numeric={[1, 2]} />
        <tbody>
          {refusedActions.map(({ action, tried, refused }) => (
            <tr key={action}>
              <td>{action}</td>
              <td class="number">{refused.toLocaleString('en')}</td>
              <td class="number">{tried.toLocaleString('en')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
