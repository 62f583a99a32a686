import { createCloneCodes, type ReturnCode } from '../../vocabulary/methods/returnCodes.js';
import { atLeast, type Version } from '../../vocabulary/versions.js';
import type { Symbols } from '../run/symbols.js';
import type { Reply } from '../subject/driver.js';
import type { Verdicts } from './verdicts.js';

const byVersion = new Map<Version, ReadonlySet<number>>();

/** The return codes that a release documents for CreateClone. */
export function documentedCodes(version: Version): ReadonlySet<number> {
  let codes = byVersion.get(version);
  if (codes === undefined) {
    const all: ReturnCode[] = Object.values(createCloneCodes);
    codes = new Set(all.filter(({ since }) => atLeast(version, since ?? '2012')).map(({ code }) => code));
    byVersion.set(version, codes);
  }
  return codes;
}

export function isSuccess({ ReturnValue: code }: Reply): boolean {
  return code === 0 || code === 4096;
}

/** What the documents promise of any reply, whatever the call was. */
export function judgeReply(verdicts: Verdicts, version: Version, reply: Reply): void {
  const { ReturnValue: code, TargetStorageVolume: target, Job: job, ExtendedStatus: status } = reply;
  verdicts.demand(
    'CODE-DOMAIN',
    documentedCodes(version).has(code),
    () => `CreateClone answered ${code}, which release ${version} does not document for it`,
  );
  if (code === 0)
    verdicts.insist(
      'OUT-0',
      target !== null && job === null,
      () => `0 came with ${target === null ? 'no target' : 'a target'} and ${job === null ? 'no job' : 'a job'}`,
    );
  else if (code === 4096)
    verdicts.insist(
      'OUT-4096',
      target !== null && job !== null,
      () => `4096 came with ${target === null ? 'no target' : 'a target'} and ${job === null ? 'no job' : 'a job'}`,
    );
  else {
    verdicts.demand(
      'OUT-ERR',
      target === null && job === null,
      () => `the error ${code} came with ${target === null ? 'a job' : 'a target'}`,
    );
    verdicts.demand('STATUS-TELLS', tells(status, code), () => statusText(status, code));
  }
  if (isSuccess(reply))
    verdicts.demand(
      'STATUS-TELLS',
      status === null || status.StatusCode === undefined || status.StatusCode === code,
      () => statusText(status, code),
    );
}

/** The method, and what the provider is asked for its sake. */
const methods = ['CreateClone', 'CreateElementReplica'];

/** Whether the status names the code, who reports it, and says something for people. */
function tells(status: Reply['ExtendedStatus'], code: number): boolean {
  if (status === null) return false;
  const { StatusCode, SMErrorSource: source, SMMessage: message, Operation: operation } = status;
  // A CIM error is the provider's; what else the service itself decides.
  const relayed = code >= 43001 && code <= 43029;
  return (
    StatusCode === code &&
    (source === 1 || source === 2) &&
    (!relayed || source === 2) &&
    typeof message === 'string' &&
    message.length > 0 &&
    (operation === undefined ||
      operation === '' ||
      operation === null ||
      methods.some((name) => `${operation}`.endsWith(name)))
  );
}

function statusText(status: Reply['ExtendedStatus'], code: number): string {
  return status === null
    ? `${code} came without an ExtendedStatus`
    : `${code} came with the ExtendedStatus ${JSON.stringify(status)}`;
}

/** That a shortage is told with the numbers that decided. */
export function judgeNumbers(verdicts: Verdicts, { ExtendedStatus: status, ReturnValue: code }: Reply): void {
  const message = status?.SMMessage;
  verdicts.demand(
    'STATUS-TELLS',
    typeof message !== 'string' || /\d/.test(message),
    () => `${code} tells of something that is short without a number: '${message}'`,
  );
}

/** Gives the ids of a reply the call's names; they have to be new. */
export function bindReply(
  verdicts: Verdicts,
  symbols: Symbols,
  { TargetStorageVolume: target, Job: job }: Reply,
  names: { readonly target: string; readonly job: string },
): { readonly target: string; readonly job: string | null } {
  const named = [
    ['volume', target],
    ['job', job],
  ] as const;
  for (const [kind, id] of named) {
    if (id === null) continue;
    verdicts.insist('ID-UNIQUE', !symbols.knows(kind, id), () => `the id of ${symbols.name(id)} came again`);
  }
  return {
    target: target === null ? names.target : symbols.bind('volume', names.target, target),
    job: job === null ? null : symbols.bind('job', names.job, job),
  };
}
