import { PoolCard } from '../parts/PoolCard.js';
import { RoomLegend } from '../parts/RoomBar.js';
import { type Chosen, useHere } from './place.js';

interface Props {
  readonly chosen: Chosen | null;
  readonly choose: (chosen: Chosen) => void;
}

/** All pools with their room; one that is chosen is what the graph is about. */
export function Pools({ chosen, choose }: Props) {
  const pools = useHere((one) => one.pools) ?? [];
  return (
    <section class="panel" aria-label="Pools">
      <div class="tools">
        <h2>
          Pools <span class="dim">{pools.length}</span>
        </h2>
        <RoomLegend />
      </div>
      <div class="cards">
        {pools.map((pool) => (
          <PoolCard
            key={pool.id}
            pool={pool}
            heading="h3"
            isChanged={false}
            isChosen={pool.id === chosen?.id}
            choose={() => choose({ kind: 'pool', id: pool.id, name: pool.name })}
          />
        ))}
      </div>
    </section>
  );
}
