import { useMemo, useState } from 'preact/hooks';
import type { Comparison, DifferingElement } from '../../server/console/contract/answers.js';
import { CopyButton } from '../parts/Copy.js';
import { GroupHead } from '../parts/GroupHead.js';
import { Heads } from '../parts/Heads.js';
import { Name } from '../parts/Name.js';
import { PoolCard } from '../parts/PoolCard.js';
import { Scroll } from '../parts/Scroll.js';
import { plural } from '../parts/words.js';
import { fieldText } from './fieldText.js';
import { Jobs } from './Jobs.js';
import { PlaceContext, useHere, usePlace } from './place.js';
import { TimeBar } from './TimeBar.js';
import { useAnswer } from './useAnswer.js';
import { useUniverse } from './useSession.js';
import { useSettled } from './useSettled.js';

/** Two universes side by side, and what they do not have in common. */
export function Compare({ ids }: { readonly ids: readonly string[] }) {
  const { session, universe } = usePlace();
  const others = ids.filter((id) => id !== universe);
  const [wanted, want] = useState('');
  const other = others.includes(wanted) ? wanted : others[0];
  if (other === undefined) {
    return (
      <p class="dim">
        There is one universe. Fork it: both go on from here, each its own way, and stand here side by side.
      </p>
    );
  }
  return (
    <>
      {others.length > 1 && (
        <label class="field">
          <span>with</span>
          <select value={other} onChange={({ currentTarget }) => want(currentTarget.value)}>
            {others.map((id) => (
              <option key={id} value={id}>
                {session.universes.get(id)?.label}
              </option>
            ))}
          </select>
        </label>
      )}
      <div class="sides">
        <Side universe={universe} />
        <Side universe={other} />
      </div>
      <Differences key={`${universe} ${other}`} left={universe} right={other} />
    </>
  );
}

function Side({ universe }: { readonly universe: string }) {
  const { session, server } = usePlace();
  const place = useMemo(() => ({ session, server, universe }), [session, server, universe]);
  return (
    <PlaceContext.Provider value={place}>
      <Content />
    </PlaceContext.Provider>
  );
}

function Content() {
  const label = useHere((one) => one.label);
  const hash = useHere((one) => one.hash);
  const pools = useHere((one) => one.pools) ?? [];
  return (
    <section class="side" aria-label={label}>
      <h3>
        <Name of={label ?? ''} /> <code>{hash}</code>
      </h3>
      <TimeBar />
      <div class="cards">
        {pools.map((pool) => (
          <PoolCard key={pool.id} pool={pool} isChanged={false} />
        ))}
      </div>
      <Jobs choose={nothing} />
    </section>
  );
}

function nothing(): void {}

const askedEveryMs = 400;

function Differences({ left, right }: { readonly left: string; readonly right: string }) {
  const { session, server } = usePlace();
  const events = [left, right]
    .map((one) => useUniverse(session, one, ({ time, hash }) => `${time.nowMs} ${hash}`))
    .join();
  const settled = useSettled(events, askedEveryMs);
  const { answer, refusal } = useAnswer(
    () => server.ask('/api/universes/{universe}/compare/{other}', { universe: left, other: right }),
    [server, left, right, settled],
  );
  if (refusal !== null) return <p class="message">{refusal}</p>;
  if (answer === null) return <p class="dim">…</p>;
  return <Table comparison={answer} />;
}

function Table({ comparison: { left, right, elements, more, text } }: { readonly comparison: Comparison }) {
  const { session } = usePlace();
  const labels = [left, right].map((id) => session.universes.get(id)?.label ?? id);
  return (
    <section class="rows" aria-label="What differs">
      <div class="tools">
        <h3>
          What differs <span class="dim">{plural(elements.length + more, 'element')}</span>
        </h3>
        {elements.length > 0 && <CopyButton text={text} what="what differs" />}
      </div>
      {elements.length === 0 ? (
        <p class="dim">Nothing: both are the same.</p>
      ) : (
        <Scroll label="Elements that differ">
          <table>
            <Heads of={['field', ...labels]} />
            {elements.map((element) => (
              <Element key={`${element.kind} ${element.id}`} element={element} />
            ))}
          </table>
        </Scroll>
      )}
      {more > 0 && <p class="dim">{more} more differ.</p>}
    </section>
  );
}

/** An element that one side alone has is there, or not; of the others each field is a row. */
function Element({ element: { kind, id, name, where, fields } }: { readonly element: DifferingElement }) {
  const presence = (side: 'left' | 'right') => (where === side ? 'is there' : 'is not there');
  const rows =
    where === 'both'
      ? fields.map(({ field, left, right }) => [field, fieldText(field, left), fieldText(field, right)] as const)
      : [['', presence('left'), presence('right')] as const];
  return (
    <tbody>
      <GroupHead columns={3}>
        {kind} <span title={id}>{name !== kind && <Name of={name} />}</span>
      </GroupHead>
      {rows.map(([field, left, right]) => (
        <tr key={field}>
          <td>{field}</td>
          <td class="text">
            <Name of={left} />
          </td>
          <td class="text">
            <Name of={right} />
          </td>
        </tr>
      ))}
    </tbody>
  );
}
