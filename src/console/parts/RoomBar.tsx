import { toldSizeText } from './words.js';

interface Props {
  /** In bytes. */
  readonly room: {
    readonly total: number;
    readonly free: number;
    readonly used: number;
    readonly reserved: number;
    readonly stolen: number;
  };
  /** What the bar shows, if there are several: 'before'. */
  readonly what?: string | undefined;
  /** In pixels. */
  readonly height?: number;
}

/** The room of a pool as a bar: used, reserved and stolen from the left; the rest is free. */
export function RoomBar({ room: { total, free, used, reserved, stolen }, what, height = 14 }: Props) {
  const share = (bytes: number) => `${total === 0 ? 0 : Math.min(1, Math.max(0, bytes / total)) * 100}%`;
  const label = `${what === undefined ? '' : `${what}: `}${toldSizeText(used)} used, ${toldSizeText(free)} free`;
  return (
    <svg class="bar" width="100%" height={height} role="img" aria-label={label}>
      <title>{label}</title>
      <rect class="free" width="100%" height={height} />
      <rect class="used" width={share(used)} height={height} />
      <rect class="reserved" x={share(used)} width={share(reserved)} height={height} />
      <rect class="stolen" x={share(used + reserved)} width={share(stolen)} height={height} />
    </svg>
  );
}

/** What the colours of a bar are. */
export function RoomLegend() {
  return (
    <span class="legend" aria-hidden="true">
      <i class="swatch used" /> used <i class="swatch reserved" /> reserved <i class="swatch stolen" /> stolen{' '}
      <i class="swatch free" /> free
    </span>
  );
}
