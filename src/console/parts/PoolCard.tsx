import type { FilmedPool } from '../../report/film/film.js';
import { sizeText, stateText } from './words.js';

/** A pool with its room, stacked. */
export function PoolCard({ pool, isChanged }: { readonly pool: FilmedPool; readonly isChanged: boolean }) {
  const { total, used, reserved, stolen, free } = pool;
  const share = (bytes: number) => `${total === 0 ? 0 : (bytes / total) * 100}%`;
  return (
    <article class={isChanged ? 'card changed' : 'card'}>
      <h4>
        {pool.name}{' '}
        <span class="dim">
          {stateText(pool.state)}
          {pool.lowOnSpace ? ', low on space' : ''}
          {pool.isPrimordial ? ', primordial' : ''}
        </span>
      </h4>
      <svg
        class="bar"
        width="100%"
        height="14"
        role="img"
        aria-label={`${sizeText(used)} used, ${sizeText(free)} free`}
      >
        <rect class="free" width="100%" height="14" />
        <rect class="used" width={share(used)} height="14" />
        <rect class="reserved" x={share(used)} width={share(reserved)} height="14" />
        <rect class="stolen" x={share(used + reserved)} width={share(stolen)} height="14" />
      </svg>
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
