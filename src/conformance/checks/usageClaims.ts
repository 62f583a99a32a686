import type { Look } from '../model/look.js';
import { isOver } from '../model/state.js';
import type { Advertised } from '../subject/advertised.js';
import type { Verdicts } from './verdicts.js';

/** That a volume which is said to be a replica, or to have some, is or has: what it is said to be used for fits the associations.
 * @see MSFT_SMStorageVolume.Usage; that an array tells of it at all, the documents do not say
 */
export function judgeUsage(verdicts: Verdicts, { volumes, jobs, pools }: Look, { declares, time }: Advertised): void {
  // Every look comes by, and most show no replica.
  let isAny = false;
  for (const { usage = 0 } of volumes.values()) isAny ||= usage >= 6 && usage <= 11;
  if (!isAny) return;
  const isOpen = [...jobs.values()].some(({ jobState }) => !isOver(jobState));
  // A target that is not listed yet has a source that is, and so has one that has just gone.
  if (isOpen && (declares.targetListed !== 'atOnce' || !time.virtual)) return;
  const isRemote = (volume: string) => pools.get(volumes.get(volume)?.pool ?? '')?.isRemote === true;
  const sources = new Set<string>();
  const nearSources = new Set<string>();
  for (const [name, { source }] of volumes) {
    if (source === null) continue;
    sources.add(source);
    if (!isRemote(name) && !isRemote(source)) nearSources.add(source);
  }
  for (const [name, { usage, source }] of volumes) {
    if (usage === undefined || usage < 6 || usage > 11) continue;
    const fits = (sources.has(name) && asSource.includes(usage)) || (source !== null && asTarget.includes(usage));
    verdicts.demand(
      'SOURCE-FROZEN',
      fits,
      () =>
        `${name} has the Usage ${usage}, with the source ${source} and ${sources.has(name) ? 'some' : 'no'} replicas`,
    );
    verdicts.demand(
      'SOURCE-FROZEN',
      usage !== localSource || nearSources.has(name),
      () => `${name} has the Usage ${usage}, and no replica on its own system`,
    );
  }
}

const localSource = 6;
const asSource: readonly number[] = [6, 7, 10, 11];
const asTarget: readonly number[] = [8, 9, 10, 11];
