import { plainJson } from '../report/files/plainJson.js';

/** What is logged of a request: never a password, a header or a body. */
export interface LogLine {
  /** 'cim-xml', 'ws-man', 'control', 'http'. */
  readonly face: string;
  readonly user: string | null;
  /** What was asked for, such as 'invoke CreateClone'. */
  readonly operation: string;
  /** HTTP's. */
  readonly status: number | 'none';
  /** What the operation came to: a return code, a CIM status, or nothing. */
  readonly outcome: string | null;
  readonly ms: number;
}

/** Where log lines go. */
export type Log = (line: LogLine) => void;

/** Lines of JSON, or of text for people. */
export function logTo(write: (text: string) => void, form: 'json' | 'text' | 'none', time: () => Date): Log {
  if (form === 'none') return () => undefined;
  if (form === 'json')
    return (line) => write(`${plainJson(JSON.stringify({ time: time().toISOString(), ...line }))}\n`);
  return ({ face, user, operation, status, outcome, ms }) => {
    const at = time().toISOString().slice(11, 23);
    const came = outcome === null ? '' : ` -> ${plain(outcome)}`;
    const by = user === null ? '' : `${plain(user)}, `;
    write(`${at}  ${face.padEnd(7)}  ${status}  ${plain(operation)}${came}  (${by}${ms.toFixed(1)} ms)\n`);
  };
}

function plain(text: string): string {
  return text.replace(/\p{Cc}|\p{Bidi_Control}/gu, '\u{fffd}');
}
