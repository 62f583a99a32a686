import type { ReportedCodes } from '../../report/facts/runReport.js';
import { Heads } from '../parts/Heads.js';
import { Scroll } from '../parts/Scroll.js';

/** Which codes each method answered, release by release. */
export function Codes({ codes }: { readonly codes: readonly ReportedCodes[] }) {
  if (codes.length === 0) return null;
  return (
    <section class="panel" aria-label="Return codes">
      <h2>Return codes</h2>
      <p class="dim">
        How often each was answered; “forced” by a fault, and not by a cause in the array. “not met” is documented, and
        no call was answered so.
      </p>
      {codes.map((one) => (
        <Method key={one.method} {...one} />
      ))}
    </section>
  );
}

function Method({ method, releases, codes }: ReportedCodes) {
  const documented = codes.filter(({ counts }) => counts.some((one) => one.documented));
  const met = documented.filter(({ counts }) => counts.some(isMet)).length;
  return (
    <details open={met > 3}>
      <summary>
        <b>{method}</b>{' '}
        <span class="dim">
          {met} of {documented.length} documented codes
        </span>
      </summary>
      <Scroll label={`Codes of ${method}`}>
        <table class="codes">
          <Heads of={['code', 'label', ...releases]} numeric={[0]} />
          <tbody>
            {codes.map(({ code, label, counts }) => (
              <tr key={code}>
                <td class="number">{code ?? 'lost'}</td>
                <td class="text">{label}</td>
                {counts.map((count, at) => (
                  <td key={releases[at]} class={isMet(count) ? (count.byCause > 0 ? 'met' : 'forced') : 'dim'}>
                    {cell(count)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </details>
  );
}

type Count = ReportedCodes['codes'][number]['counts'][number];

function isMet({ byCause, forced }: Count): boolean {
  return byCause + forced > 0;
}

function cell({ byCause, forced, documented }: Count): string {
  const parts = [...(byCause > 0 ? [`${byCause}`] : []), ...(forced > 0 ? [`${forced} forced`] : [])];
  if (parts.length > 0) return parts.join(' + ');
  return documented ? 'not met' : '–';
}
