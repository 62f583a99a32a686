import type { MutantsPage as Page } from '../../../report/facts/mutantsPage.js';
import { Heads } from '../../parts/Heads.js';
import { Scroll } from '../../parts/Scroll.js';
import { plural, spanText } from '../../parts/words.js';

/** The page of arrays that are wrong on purpose: which properties find them out, and what each property is worth. */
export function MutantsPage({ page }: { readonly page: Page }) {
  const { summary, seed, elapsedMs } = page;
  const { mutants, killed, equivalent, alive, complained, medianCalls } = summary;
  const isGood = alive.length + complained.length === 0;
  return (
    <>
      <header class="top">
        <h1>arraysim</h1>
        <p class={isGood ? 'verdict good' : 'verdict bad'}>
          {plural(mutants, 'mutant')}: {killed} killed, {equivalent} equivalent, {alive.length} alive
          {complained.length > 0 && `, complaints about ${complained.join(', ')}, which should be equivalent`}
        </p>
        <p class="dim">
          {medianCalls !== null && `half of them seen within ${plural(medianCalls, 'call')} · `}seed {seed} ·{' '}
          {spanText(elapsedMs)}
        </p>
      </header>
      <main>
        <ByProperty page={page} />
        <Mutants page={page} />
      </main>
    </>
  );
}

function ByProperty({ page: { byProperty } }: { readonly page: Page }) {
  return (
    <section class="panel" aria-label="Mutants by property">
      <h2>What each property is worth</h2>
      <p class="dim">
        Mutants are arrays that are wrong on purpose. “Only” are those that would live if this property alone were
        switched off.
      </p>
      <Scroll label="Mutants by property">
        <table class="mutants">
          <Heads of={['property', 'killed', 'as the first', 'only', 'only it found']} numeric={[1, 2, 3]} />
          <tbody>
            {byProperty.map(({ property, killed, first, only }) => (
              <tr key={property}>
                <td>{property}</td>
                <td class="number" title={killed.join(', ')}>
                  {killed.length}
                </td>
                <td class="number">{first}</td>
                <td class="number">{only.length}</td>
                <td class="text">{only.join(', ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}

function Mutants({ page: { mutants } }: { readonly page: Page }) {
  return (
    <section class="panel" aria-label="Mutants">
      <h2>Mutants</h2>
      <Scroll label="Each mutant, and who found it out">
        <table class="mutants">
          <Heads of={['mutant', 'what is wrong', 'became', 'killed by, after calls']} />
          <tbody>
            {mutants.map(({ name, wrong, equivalent, killedBy }) => {
              const isKilled = killedBy.length > 0;
              const isRight = isKilled === (equivalent === null);
              return (
                <tr key={name} class={isRight ? undefined : 'bad'}>
                  <td>{name}</td>
                  <td class="text">
                    {wrong}
                    {equivalent !== null && <p class="dim">Nobody can tell: {equivalent}</p>}
                  </td>
                  <td class={isRight ? (isKilled ? 'good' : 'dim') : 'message'}>
                    {isKilled ? 'killed' : equivalent === null ? 'alive' : 'equivalent'}
                  </td>
                  <td class="text">
                    {killedBy.map(({ property, afterCalls }, at) => (
                      <span key={property}>
                        {at > 0 && ', '}
                        {property} <small class="dim">{afterCalls.toLocaleString('en')}</small>
                      </span>
                    ))}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}
