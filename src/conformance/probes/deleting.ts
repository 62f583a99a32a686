import { isSuccess } from '../checks/replyClaims.js';
import type { Run } from '../run/run.js';
import type { Action } from '../subject/action.js';
import { type Call, isNoReply } from '../subject/call.js';
import { answers } from '../subject/needs.js';
import { settle } from './clientViews.js';

/** What deletes a volume: its own method, where the subject answers it, else an action of the driver. */
export function deletionOf({ advertised }: Pick<Run, 'advertised'>, volume: string): Call | Action {
  return answers('StorageVolume.Delete', advertised)
    ? { method: 'StorageVolume.Delete', on: volume, with: {} }
    : { do: 'delete', volume };
}

/** Deletes a volume, and waits for the job that does it where there is one.
 * @returns whether it is gone
 */
export async function deleted(run: Run, volume: string): Promise<boolean> {
  const deletion = deletionOf(run, volume);
  if ('do' in deletion) return run.act(deletion);
  const reply = await run.call(deletion);
  if (isNoReply(reply) || !isSuccess(reply)) return false;
  if (reply.Job !== null) await settle(run);
  return run.state.volumes[volume] === undefined;
}
