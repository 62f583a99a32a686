import type { Pool } from '../../store/views.js';
import { blockSize, blocks, readableSize } from '../../vocabulary/units/sizes.js';
import { type Page, plainText, wrapped } from './page.js';

type Room = Pick<Pool, 'name' | 'state' | 'total' | 'used' | 'reserved' | 'stolen' | 'free'>;

/** A line for each pool: `gold  [█████▓▓····] used 100 GiB, reserved 20 GiB, free 80 GiB of 200 GiB`. What a fault has
 * stolen is shown where there is any.
 */
export function capacityBars(pools: readonly Room[], page: Page): string[] {
  const { dim, yellow } = page.colours;
  const names = pools.map(({ name }) => (page.isTerminal ? cut(plainText(name), 24) : plainText(name)));
  const longest = longestOf(names);
  const used = aligned(pools.map((pool) => sizeText(pool.used)));
  const reserved = aligned(pools.map((pool) => sizeText(pool.reserved)));
  const stolen = pools.map((pool) => (pool.stolen === 0n ? '' : `, stolen ${sizeText(pool.stolen)}`));
  const free = aligned(pools.map((pool) => sizeText(pool.free)));
  const words = pools.map(
    ({ total }, at) =>
      `used ${used[at]}, reserved ${reserved[at]}${stolen[at]}, free ${free[at]} of ${sizeText(total)}`,
  );
  const states = pools.map(({ state }) => (state === 'online' ? '' : `, ${state}`));
  const room = page.width - longest - longestOf(words.map((text, at) => text + states[at])) - 5;
  const cells = Math.max(6, Math.min(24, room < 6 ? page.width - longest - 4 : room));
  return pools.flatMap((pool, at) => {
    const { state } = pool;
    const share = sharesOf(pool, cells);
    const bar = `${'█'.repeat(share.used)}${'▓'.repeat(share.reserved)}${yellow('░'.repeat(share.stolen))}${dim('·'.repeat(share.free))}`;
    const line = `${(names[at] ?? '').padEnd(longest)}  [${bar}]`;
    const said = `${words[at]}${state === 'online' ? '' : yellow(`, ${state}`)}`;
    return room < 6
      ? [line, ...wrapped(`${words[at]}${states[at]}`, page.width - 2).map((one) => `  ${one}`)]
      : `${line} ${said}`;
  });
}

/** Bytes of whole blocks, for a glance. */
function sizeText(bytes: bigint): string {
  return readableSize(blocks(Number(bytes / BigInt(blockSize))));
}

/** How many of a bar's cells go to each part. What there is of a part shows, however little it is. */
export function sharesOf(
  { total, used, reserved, stolen, free }: Pick<Room, 'total' | 'used' | 'reserved' | 'stolen' | 'free'>,
  cells: number,
): Readonly<Record<'used' | 'reserved' | 'stolen' | 'free', number>> {
  const share = (part: bigint) => (part === 0n ? 0 : Math.max(1, Math.round((Number(part) / Number(total)) * cells)));
  const shares = { used: share(used), reserved: share(reserved), stolen: share(stolen), free: share(free) };
  if (total === 0n) return { ...shares, free: cells };
  // Rounding leaves a few cells over or short: the largest part bears it, where it is seen least.
  const largest = (['free', 'used', 'reserved', 'stolen'] as const).reduce((left, right) =>
    shares[right] > shares[left] ? right : left,
  );
  const sum = shares.used + shares.reserved + shares.stolen + shares.free;
  return { ...shares, [largest]: shares[largest] + cells - sum };
}

function aligned(texts: readonly string[]): string[] {
  const longest = longestOf(texts);
  return texts.map((text) => text.padStart(longest));
}

function longestOf(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, text.length), 0);
}

/** No longer than so many columns: what is left out is told by a `…`. */
export function cut(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, width - 1)}…` : text;
}
