import type { Film, FoldedKind } from '../../report/film/film.js';
import { Heads } from '../parts/Heads.js';
import { Scroll } from '../parts/Scroll.js';
import { plural } from '../parts/words.js';

/** What of a long run is counted, and not shown one by one. */
export function Folded({ film: { folded, every, calls, jobs, notes } }: { readonly film: Film }) {
  if (folded === null) return null;
  return (
    <section class="panel" aria-label="What is counted only">
      <h3>What is counted only</h3>
      <p class="dim">
        The run is too long to be shown whole: {every > 1 ? `one moment in ${every} is kept, and ` : ''}of each kind of
        call, job and event some are, all over the run, with all that happened around what was not as expected, as far
        as there is room. A trace of it, by <code>--trace</code>, has everything.
      </p>
      {folded.elements.length > 0 && (
        <p class="dim">Not shown at all: {folded.elements.map(({ kind, count }) => plural(count, kind)).join(', ')}.</p>
      )}
      <div class="columns">
        <Kinds title="Calls" kept={calls.length} kinds={folded.calls} />
        <Kinds title="Jobs" kept={jobs.length} kinds={folded.jobs} />
        <Kinds title="Other events" kept={notes.length} kinds={folded.notes} />
      </div>
    </section>
  );
}

interface Props {
  readonly title: string;
  /** How many are shown one by one. */
  readonly kept: number;
  readonly kinds: readonly FoldedKind[];
}

function Kinds({ title, kept, kinds }: Props) {
  if (kinds.length === 0) return null;
  const left = kinds.reduce((sum, { count }) => sum + count, 0);
  return (
    <div>
      <h4>
        {title}{' '}
        <span class="dim">
          {kept.toLocaleString('en')} shown, {left.toLocaleString('en')} counted
        </span>
      </h4>
      <Scroll label={`${title} that are counted only`}>
        <table>
          <Heads of={['counted', 'what']} numeric={[0]} />
          <tbody>
            {kinds.map(({ kind, count }) => (
              <tr key={kind}>
                <td class="number">{count.toLocaleString('en')}</td>
                <td class="text">{kind}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </div>
  );
}
