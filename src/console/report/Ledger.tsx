import type { LedgerEntry } from '../../faults/ledger.js';
import { Heads } from '../parts/Heads.js';
import { Scroll } from '../parts/Scroll.js';
import { clockText } from '../parts/words.js';

/** What came of each fault. */
export function Ledger({ ledger }: { readonly ledger: readonly LedgerEntry[] }) {
  if (ledger.length === 0) return null;
  return (
    <section class="panel" aria-label="Faults">
      <h3>
        Faults <span class="dim">{ledger.length}</span>
      </h3>
      <Scroll label="Ledger of faults">
        <table>
          <Heads of={['fault', 'matched', 'fired', 'when, and what it did']} numeric={[1, 2]} />
          <tbody>
            {ledger.map(({ fault, matched, fired, firings, dropped, closest, missed }) => (
              <tr key={fault} class={missed ? 'bad' : undefined}>
                <td>
                  <span class="cell">{fault}</span>
                </td>
                <td class="number">{matched}</td>
                <td class="number">{fired}</td>
                <td class="text">
                  {dropped > 0 && <p class="dim">{dropped} earlier ones are not kept</p>}
                  {firings.map(({ atMs, point, effects }, at) => (
                    <p key={at}>
                      {clockText(atMs)} at {point}: {effects.join(', ')}
                    </p>
                  ))}
                  {closest !== null && <p class="dim">{closest}</p>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}
