import { useState } from 'preact/hooks';
import type { ConformPage } from '../../../report/facts/conformPage.js';
import { Heads } from '../../parts/Heads.js';
import { Scroll } from '../../parts/Scroll.js';

type Property = ConformPage['properties'][number];

/** What each verdict looks like: the mark says the same as the colour. */
export const marks = {
  pass: { mark: '✓', text: 'holds', class: 'good' },
  fail: { mark: '✗', text: 'broken', class: 'message' },
  warn: { mark: '!', text: 'advice', class: 'refused' },
  skip: { mark: '–', text: 'skipped', class: 'dim' },
} as const;

const grounds = {
  law: 'the documents, or arithmetic',
  declared: 'the subject declares it',
  advice: 'advice only: nobody promised it',
} as const;

const shownAtFirst = 'all';

/** Every property by level: what it says, what it stands on, and how often it had something to judge. */
export function Properties({ properties }: { readonly properties: readonly Property[] }) {
  const [shown, show] = useState<Property['verdict'] | typeof shownAtFirst>(shownAtFirst);
  const levels = [...new Set(properties.map(({ level }) => level))];
  const met = (Object.keys(marks) as (keyof typeof marks)[]).filter((verdict) =>
    properties.some((one) => one.verdict === verdict),
  );
  return (
    <section class="panel" aria-label="Properties">
      <div class="tools">
        <h2>Properties</h2>
        <fieldset>
          <legend>show</legend>
          {([shownAtFirst, ...met] as const).map((one) => (
            <label key={one}>
              <input type="radio" name="verdict" checked={one === shown} onChange={() => show(one)} />{' '}
              {one === 'all' ? 'all' : marks[one].text}{' '}
              <span class="dim">
                {one === 'all' ? properties.length : properties.filter(({ verdict }) => verdict === one).length}
              </span>
            </label>
          ))}
        </fieldset>
      </div>
      <p class="dim">
        Judged: checks that were made, one or more for each call, look, job or run that a property is about.
      </p>
      {levels.map((level) => (
        <Level
          key={level}
          level={level}
          properties={properties.filter((one) => one.level === level && (shown === 'all' || one.verdict === shown))}
        />
      ))}
    </section>
  );
}

function Level({ level, properties }: { readonly level: string; readonly properties: readonly Property[] }) {
  if (properties.length === 0) return null;
  return (
    <>
      <h4>{level}</h4>
      <Scroll label={`Properties of level ${level}`}>
        <table class="properties">
          <Heads of={['verdict', 'property', 'judged', 'says', 'stands on']} numeric={[2]} />
          <tbody>
            {properties.map(({ name, verdict, judged, statement, ground, skipped }) => (
              <tr key={name} class={verdict === 'fail' ? 'bad' : undefined}>
                <td class={marks[verdict].class}>
                  {marks[verdict].mark} {marks[verdict].text}
                </td>
                <td>{verdict === 'fail' || verdict === 'warn' ? <a href={`#${name}`}>{name}</a> : name}</td>
                <td class="number">{verdict === 'skip' ? '' : judged.toLocaleString('en')}</td>
                <td class="text">
                  {statement}
                  {skipped !== null && (
                    <p class="dim">
                      Skipped, {skipped.reason}: {skipped.why}
                    </p>
                  )}
                </td>
                <td class="text dim">{grounds[ground]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  );
}
