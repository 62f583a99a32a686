import { useState } from 'preact/hooks';
import { Bench } from './Bench.js';
import { Graph } from './Graph.js';
import { Happening } from './Happening.js';
import { Jobs } from './Jobs.js';
import { Pools } from './Pools.js';
import { type Chosen, useHere, usePlace } from './place.js';
import { Steps } from './Steps.js';
import { TimeBar } from './TimeBar.js';
import { Volumes } from './Volumes.js';

interface Props {
  /** All universes. */
  readonly ids: readonly string[];
  readonly show: (universe: string) => void;
}

/** One universe: what there is, what happens, and what can be done to it. */
export function UniverseView({ ids, show }: Props) {
  const first = useHere(({ pools }) => pools[0]);
  const [wanted, choose] = useState<Chosen | null>(null);
  const { universe } = usePlace();
  const [shown, setShown] = useState<{ readonly universe: string; readonly call: string | null } | null>(null);
  const call = shown?.universe === universe ? shown.call : null;
  const showCall = (one: string | null) => setShown({ universe, call: one });
  const chosen: Chosen | null =
    wanted ?? (first === undefined ? null : { kind: 'pool', id: first.id, name: first.name });
  return (
    <>
      <TimeBar />
      <div class="live">
        <div class="things">
          <Pools chosen={chosen} choose={choose} />
          <Volumes chosen={chosen} choose={choose} />
        </div>
        <div class="middle">
          <Graph chosen={chosen} choose={choose} />
          <Jobs choose={choose} />
        </div>
        <Bench chosen={chosen} call={call} showCall={showCall} ids={ids} />
        <div class="course">
          <Steps key={universe} showCall={showCall} show={show} />
          <Happening />
        </div>
      </div>
    </>
  );
}
