// Times, sizes and codes as the program prints them.

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'];

/** '1.5 TiB' */
export function sizeText(bytes: number): string {
  let unit = 0;
  let size = bytes;
  while (Math.abs(size) >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit++;
  }
  return `${Number(size.toFixed(size < 10 && unit > 0 ? 2 : size < 100 && unit > 0 ? 1 : 0))} ${units[unit]}`;
}

/** '01:02:03', '1 d 02:03:04', with milliseconds where there are any. */
export function clockText(ms: number): string {
  const whole = Math.floor(ms / 1000);
  const part = (seconds: number, size: number) => String(Math.floor(seconds / size) % 60).padStart(2, '0');
  const days = Math.floor(whole / 86_400);
  const hours = String(Math.floor(whole / 3600) % 24).padStart(2, '0');
  const rest = ms % 1000;
  return `${days > 0 ? `${days} d ` : ''}${hours}:${part(whole, 60)}:${part(whole, 1)}${rest > 0 ? `.${String(rest).padStart(3, '0')}` : ''}`;
}

/** '2 min 5 s', of a span. */
export function spanText(ms: number): string {
  const parts = [
    [Math.floor(ms / 86_400_000), 'd'],
    [Math.floor(ms / 3_600_000) % 24, 'h'],
    [Math.floor(ms / 60_000) % 60, 'min'],
    [(ms % 60_000) / 1000, 's'],
  ] as const;
  const said = parts.filter(([count]) => count > 0).slice(0, 2);
  return said.length === 0 ? '0 s' : said.map(([count, unit]) => `${count} ${unit}`).join(' ');
}

/** 'running', 'shutting down' */
export function stateText(state: string): string {
  return state.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
}

export type Verdict = 'done' | 'refused' | 'lost' | 'open';

/** What became of a call: 0 and 4096 are what its caller wished for. */
export function verdictOf(reply: { readonly code: number | null } | null): Verdict {
  if (reply === null) return 'open';
  if (reply.code === null) return 'lost';
  return reply.code === 0 || reply.code === 4096 ? 'done' : 'refused';
}

/** '1 run', '2 runs' */
export function plural(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
