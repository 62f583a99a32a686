import type { CoveredMethod } from '../../../report/facts/coverageFacts.js';

/** Which codes each method answered, in all and by the state of what it was called on. */
export function CoveredCodes({ methods }: { readonly methods: readonly CoveredMethod[] }) {
  if (methods.length === 0) return null;
  return (
    <section class="panel" aria-label="Return codes">
      <h2>Return codes by method</h2>
      <p class="dim">
        Each code that the suite can bring about with this subject, and how often it was answered; what is dashed was
        not.
      </p>
      {methods.map((one) => (
        <Method key={one.method} {...one} />
      ))}
    </section>
  );
}

function Method({ method, codes, states }: CoveredMethod) {
  const met = codes.filter(({ count }) => count > 0).length;
  return (
    <article class="codesOf">
      <h3>
        {method}{' '}
        <span class="dim">
          {met} of {codes.length}
        </span>
      </h3>
      <Codes codes={codes} />
      {states.length > 0 && (
        <details>
          <summary>By the state of what it was called on: {states.length}</summary>
          {states.map(({ state, codes: answered }) => (
            <div key={state} class="byState">
              <span>{state}</span>
              <Codes codes={answered} />
            </div>
          ))}
        </details>
      )}
    </article>
  );
}

function Codes({
  codes,
}: {
  readonly codes: readonly { readonly code: number; readonly count: number; readonly label?: string }[];
}) {
  return (
    <ul class="chips">
      {codes.map(({ code, count, label }) => (
        <li key={code} class={count > 0 ? 'chip' : 'chip missing'} title={label}>
          {code} <small>{count > 0 ? `${count.toLocaleString('en')} ×` : 'not met'}</small>
        </li>
      ))}
    </ul>
  );
}
