import { useState } from 'preact/hooks';
import type { ExploredWay, ExplorePage as Page } from '../../report/facts/explorePage.js';
import { Copy, CopyLines } from '../parts/Copy.js';
import { Heads } from '../parts/Heads.js';
import { Scroll } from '../parts/Scroll.js';
import { plural } from '../parts/words.js';
import { RunView } from './RunView.js';

const outcomes = {
  complete: { text: 'all was tried, and every claim holds', class: 'good' },
  cutOff: { text: 'not all was tried', class: 'open' },
  broken: { text: 'a claim is broken', class: 'bad' },
} as const;

const verdicts = { holds: 'good', broken: 'bad', open: 'open' } as const;

/** The page of an exploration: what came of each claim, how much was tried, and the shortest way to each that is broken. */
export function ExplorePage({ page }: { readonly page: Page }) {
  const { name, came, claims, extent, byDepth, ways } = page;
  const [chosen, choose] = useState(0);
  const way = ways[chosen];
  const outcome = outcomes[came];
  return (
    <>
      <header class="top">
        <h1>arraysim</h1>
        <p class={`verdict ${outcome.class}`}>
          <b>{name}</b>: {outcome.text}
        </p>
      </header>
      <main>
        <section class="panel" aria-label="Exploration">
          <h2>{name}</h2>
          {extent.map((sentence) => (
            <p class="dim" key={sentence}>
              {sentence}
            </p>
          ))}
          <Copy text={page.command} what="the command that explores it" />
          <Scroll label="Claims">
            <table class="narrow">
              <Heads of={['claim', 'kind', 'verdict']} />
              <tbody>
                {claims.map(({ claim, kind, verdict }) => (
                  <tr key={`${kind} ${claim}`}>
                    <td class="text">{claim}</td>
                    <td>{kind}</td>
                    <td>
                      <span class={`verdict ${verdicts[verdict]}`}>{verdict}</span>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
        </section>
        {ways.length > 1 && <Ways ways={ways} chosen={chosen} choose={choose} />}
        {way && <Way key={chosen} way={way} />}
        <Depths byDepth={byDepth} />
      </main>
    </>
  );
}

/** How many states were new after so many moves. */
function Depths({ byDepth }: { readonly byDepth: readonly number[] }) {
  const most = Math.max(1, ...byDepth);
  return (
    <section class="panel" aria-label="States by depth">
      <h3>States that were met first after so many moves</h3>
      <Scroll label="States by how many moves lead to them">
        <table class="narrow depths">
          <Heads of={['moves', 'states', 'in proportion']} numeric={[0, 1]} />
          <tbody>
            {byDepth.map((states, depth) => (
              <tr key={depth}>
                <td class="number">{depth}</td>
                <td class="number">{states.toLocaleString('en')}</td>
                <td>
                  <svg class="bar" width="240" height="12" aria-hidden="true">
                    <rect class="used" width={(states / most) * 240} height="12" />
                  </svg>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}

function Ways({
  ways,
  chosen,
  choose,
}: {
  readonly ways: readonly ExploredWay[];
  readonly chosen: number;
  readonly choose: (way: number) => void;
}) {
  return (
    <nav class="panel runs" aria-label="Broken claims">
      <ul>
        {ways.map(({ claim, steps }, at) => (
          <li key={claim}>
            <button type="button" aria-current={at === chosen} onClick={() => choose(at)}>
              <span class="mark bad">✗</span>
              <span class="name">{claim}</span>
              <span class="dim">{plural(steps.length, 'move')}</span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** A shortest way to where a claim does not hold, in words, to be copied, and moment by moment. */
function Way({ way: { claim, kind, because, steps, scenario, test, run } }: { readonly way: ExploredWay }) {
  const [first] = run?.runs ?? [];
  return (
    <>
      <section class="panel bad" aria-label="Broken claim">
        <h2>
          {claim} <span class="dim">{kind}</span>
        </h2>
        <p class="message lines">{because}</p>
        {steps.length > 0 && (
          <>
            <h3>The shortest way there</h3>
            <ol>
              {steps.map((step, at) => (
                <li key={at}>{step}</li>
              ))}
            </ol>
          </>
        )}
        {scenario.length > 0 && (
          <CopyLines lines={scenario} title="The same as a scenario for arraysim run" what="the scenario" />
        )}
        {test.length > 0 && <CopyLines lines={test} title="The same as a test of vitest" what="the test" />}
      </section>
      {first && run && <RunView run={first} charts={run.charts} />}
    </>
  );
}
