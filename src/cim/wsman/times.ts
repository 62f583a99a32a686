// Times and spans of time: CIM's texts of 25 characters, and those of XML Schema. @see DSP0230 1.1, 9.2.5

/** What an element of a datetime holds, as DSP0230 names its choices, and its text. */
interface XmlTime {
  readonly local: 'Datetime' | 'Interval' | 'CIM_DateTime';
  readonly text: string;
}

/** A CIM datetime in XML; one with wildcards, which XML has no words for, as it is. */
export function xmlTime(cim: string): XmlTime {
  const mark = cim.charAt(21);
  if (!/^\d{14}\.\d{6}[-+:]\d{3}$/.test(cim)) return { local: 'CIM_DateTime', text: cim };
  if (mark === ':') return { local: 'Interval', text: xmlInterval(cim) };
  const day = `${cim.slice(0, 4)}-${cim.slice(4, 6)}-${cim.slice(6, 8)}`;
  const time = `${cim.slice(8, 10)}:${cim.slice(10, 12)}:${cim.slice(12, 21)}`;
  return { local: 'Datetime', text: `${day}T${time}${zone(mark, Number(cim.slice(22)))}` };
}

function zone(sign: string, minutes: number): string {
  if (minutes === 0) return 'Z';
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return `${sign}${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`;
}

function xmlInterval(cim: string): string {
  const part = (from: number, to: number, unit: string) => {
    const value = Number(cim.slice(from, to));
    return value === 0 ? '' : `${value}${unit}`;
  };
  const days = part(0, 8, 'D');
  const time = part(8, 10, 'H') + part(10, 12, 'M') + part(12, 21, 'S');
  if (time !== '') return `P${days}T${time}`;
  return days === '' ? 'PT0S' : `P${days}`;
}

/** A CIM datetime of what an element holds; what is no time stays as it is, for whoever knows what belongs there. */
export function cimTime(local: string, text: string): string {
  if (local === 'Datetime') return cimTimestamp(text) ?? text;
  if (local === 'Interval') return cimInterval(text) ?? text;
  return text;
}

function cimTimestamp(text: string): string | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:Z|([+-])(\d\d):(\d\d))?$/.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour, minute, second, fraction = '', sign = '+', hours = '0', minutes = '0'] = match;
  const offset = Number(hours) * 60 + Number(minutes);
  const zone = `${sign}${String(offset).padStart(3, '0')}`;
  return `${year}${month}${day}${hour}${minute}${second}.${micros(fraction)}${zone}`;
}

function cimInterval(text: string): string | null {
  const span = spanOf(text);
  if (span === null || span.years + span.months > 0) return null;
  const days = Math.floor(span.seconds / 86_400);
  if (days > 99_999_999) return null;
  const [hours, minutes, seconds] = [
    Math.floor(span.seconds / 3600) % 24,
    Math.floor(span.seconds / 60) % 60,
    span.seconds % 60,
  ];
  const clock = [hours, minutes, seconds].map((one) => String(one).padStart(2, '0')).join('');
  return `${String(days).padStart(8, '0')}${clock}.${micros(span.fraction)}:000`;
}

const micros = (fraction: string) => fraction.slice(0, 6).padEnd(6, '0');

/** Milliseconds of an xs:duration, parts of one cut off; a month is 30 days, a year 365. Null where it is none, or negative. */
export function durationMs(text: string): number | null {
  const span = spanOf(text);
  if (span === null) return null;
  const seconds = span.seconds + (span.years * 365 + span.months * 30) * 86_400;
  return Math.min(seconds * 1000 + Number(span.fraction.slice(0, 3).padEnd(3, '0')), Number.MAX_SAFE_INTEGER);
}

/** Milliseconds as an xs:duration: `PT60S`, `PT1.5S`. */
export function durationOf(ms: number): string {
  return `PT${ms / 1000}S`;
}

interface Span {
  readonly years: number;
  readonly months: number;
  /** Days to seconds, in whole seconds. */
  readonly seconds: number;
  readonly fraction: string;
}

function spanOf(text: string): Span | null {
  const match =
    /^P(?=.)(?:(\d{1,9})Y)?(?:(\d{1,9})M)?(?:(\d{1,9})D)?(?:T(?=.)(?:(\d{1,12})H)?(?:(\d{1,12})M)?(?:(\d{1,12})(?:\.(\d+))?S)?)?$/.exec(
      text,
    );
  if (match === null) return null;
  const [years = 0, months = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(1, 7)
    .map((one) => Number(one ?? 0));
  return { years, months, seconds: days * 86_400 + hours * 3600 + minutes * 60 + seconds, fraction: match[7] ?? '' };
}
