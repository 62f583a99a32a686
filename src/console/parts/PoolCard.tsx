import type { FilmedPool } from '../../report/film/film.js';
import { Name } from './Name.js';
import { RoomBar } from './RoomBar.js';
import { sizeText, stateText } from './words.js';

interface Props {
  readonly pool: FilmedPool;
  readonly isChanged: boolean;
  /** Where a pool can be chosen; its heading does it then. */
  readonly choose?: () => void;
  readonly isChosen?: boolean;
  /** The heading that it is under is one larger. */
  readonly heading?: 'h3' | 'h4';
}

/** A pool with its room, stacked. */
export function PoolCard({ pool, isChanged, choose, isChosen, heading: Heading = 'h4' }: Props) {
  const { name, total, used, reserved, stolen, free } = pool;
  return (
    <article class={`card ${isChanged ? 'changed' : ''} ${isChosen ? 'chosen' : ''}`}>
      <Heading>
        {choose === undefined ? (
          <Name of={name} />
        ) : (
          <button type="button" class="link" aria-pressed={isChosen} onClick={choose}>
            <Name of={name} />
          </button>
        )}{' '}
        <span class="dim">
          {stateText(pool.state)}
          {pool.lowOnSpace ? ', low on space' : ''}
          {pool.isPrimordial ? ', primordial' : ''}
        </span>
      </Heading>
      <RoomBar room={pool} />
      <dl>
        <dt>used</dt>
        <dd>{sizeText(used)}</dd>
        <dt>reserved</dt>
        <dd>{sizeText(reserved)}</dd>
        {stolen > 0 && (
          <>
            <dt>stolen</dt>
            <dd>{sizeText(stolen)}</dd>
          </>
        )}
        <dt>free</dt>
        <dd>
          {sizeText(free)} of {sizeText(total)}
        </dd>
        <dt>volumes</dt>
        <dd>{pool.volumes}</dd>
      </dl>
    </article>
  );
}
