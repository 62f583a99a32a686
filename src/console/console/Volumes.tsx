import { useCallback, useEffect, useState } from 'preact/hooks';
import { Name, nameText } from '../parts/Name.js';
import { VirtualList } from '../parts/VirtualList.js';
import { sizeText, stateText } from '../parts/words.js';
import { namesOf } from './names.js';
import { type Chosen, useHere, usePlace } from './place.js';
import { useVolumes } from './useList.js';

interface Props {
  readonly chosen: Chosen | null;
  readonly choose: (chosen: Chosen) => void;
}

const rowHeight = 26;
const listHeight = 314;

/** Volumes, however many there are; the one that is chosen is what the graph is about, and what methods are called on. */
export function Volumes({ chosen, choose }: Props) {
  const { session, server, universe } = usePlace();
  const pools = useHere((one) => one.pools) ?? [];
  const states = useHere((one) => one.counts.volume) ?? {};
  const [search, setSearch] = useState('');
  const [pool, setPool] = useState('');
  const [state, setState] = useState('');
  const [at, setAt] = useState(-1);
  const list = useVolumes(session, server, universe, { search: useLater(search), pool, state });
  const look = useCallback((first: number, last: number) => list.look(first, last), [list]);
  const poolNames = new Map(pools.map(({ id, name }) => [id, name]));
  const here = list.at(at);
  const isChosen = here === undefined || here.id === chosen?.id;
  const pick = (volume: { readonly id: string; readonly name: string }) => {
    namesOf(session, server).meet([volume]);
    choose({ kind: 'volume', id: volume.id, name: volume.name });
  };
  // A row that the keyboard jumps to may be on its way still.
  const [isAwaited, setAwaited] = useState(false);
  useEffect(() => {
    if (!isAwaited || here === undefined) return;
    setAwaited(false);
    pick(here);
  }, [isAwaited, here?.id]);
  const go = (index: number) => {
    const there = list.at(index);
    setAt(index);
    setAwaited(there === undefined);
    if (there !== undefined) pick(there);
  };
  return (
    <section class="panel volumes" aria-label="Volumes">
      <div class="tools">
        <h2>
          Volumes <span class="dim">{list.isThere ? list.total.toLocaleString('en') : ''}</span>
        </h2>
        <label>
          <span class="hidden">Find volumes</span>
          <input
            type="search"
            placeholder="name or id"
            maxLength={255}
            value={search}
            onInput={({ currentTarget }) => setSearch(currentTarget.value)}
          />
        </label>
        <label>
          in{' '}
          <select value={pool} onChange={({ currentTarget }) => setPool(currentTarget.value)}>
            <option value="">all pools</option>
            {pools.map(({ id, name }) => (
              <option key={id} value={id}>
                {nameText(name)}
              </option>
            ))}
          </select>
        </label>
        <label>
          that are{' '}
          <select value={state} onChange={({ currentTarget }) => setState(currentTarget.value)}>
            <option value="">in any state</option>
            {Object.entries(states).map(([one, count]) => (
              <option key={one} value={one}>
                {stateText(one)} ({count})
              </option>
            ))}
          </select>
        </label>
      </div>
      {list.refusal !== null && <p class="message">{list.refusal}</p>}
      {list.isThere && list.total === 0 && <p class="dim">There is none.</p>}
      <VirtualList
        label="List of volumes"
        total={list.total}
        rowHeight={rowHeight}
        height={listHeight}
        keyOf={(index) => list.at(index)?.id ?? `${index}`}
        chosen={isChosen ? at : -1}
        choose={go}
        look={look}
        row={(index) => {
          const volume = list.at(index);
          if (volume === undefined) return <span class="dim">…</span>;
          return (
            <>
              <span class="cut">
                <Name of={volume.name} />
              </span>
              <span class="number">{sizeText(volume.size)}</span>
              <span class={volume.healthStatus === 0 ? 'cut' : 'cut refused'}>{stateText(volume.state)}</span>
              <span class="cut dim">{nameText(poolNames.get(volume.pool) ?? '')}</span>
            </>
          );
        }}
      />
    </section>
  );
}

/** A text as it is once nobody has changed it for a moment. */
function useLater(text: string): string {
  const [later, setLater] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setLater(text), 200);
    return () => clearTimeout(timer);
  }, [text]);
  return later;
}
