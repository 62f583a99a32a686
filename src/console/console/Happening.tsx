import { Sentence } from '../parts/Name.js';
import { Scroll } from '../parts/Scroll.js';
import { clockText } from '../parts/words.js';
import { useHere } from './place.js';

const notesShown = 100;

/** What happens, the newest first. */
export function Happening() {
  const notes = useHere((one) => one.notes) ?? [];
  const events = useHere((one) => one.events) ?? 0;
  return (
    <section class="panel" aria-label="What happens">
      <h2>
        What happens <span class="dim">{events.toLocaleString('en')} events</span>
      </h2>
      {notes.length === 0 && <p class="dim">Nothing yet.</p>}
      <Scroll label="What happens, newest first">
        <ol class="lines notes">
          {notes
            .slice(-notesShown)
            .toReversed()
            .map(({ event, atMs, kind, text }) => (
              <li key={`${event} ${kind} ${text}`}>
                <span class="dim">{clockText(atMs)}</span>{' '}
                <span class={`note ${kind}`}>
                  <Sentence of={text} />
                </span>
              </li>
            ))}
        </ol>
      </Scroll>
    </section>
  );
}
