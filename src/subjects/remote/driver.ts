import { setTimeout as wait } from 'node:timers/promises';
import type { Action } from '../../conformance/subject/action.js';
import type { Advertised } from '../../conformance/subject/advertised.js';
import type { AdvertisedType } from '../../conformance/subject/advertisedDocs.js';
import {
  type Call,
  type CallOptions,
  type Given,
  isNoReply,
  type NoReply,
  type Reply,
} from '../../conformance/subject/call.js';
import type { Driver } from '../../conformance/subject/driver.js';
import type { Answer, DriveSeen, Query } from '../../conformance/subject/observations.js';
import { demandText, readMembers } from '../../vocabulary/input/arguments.js';
import { factsOf, type MethodName } from '../../vocabulary/methods/index.js';
import type { Version } from '../../vocabulary/versions.js';
import { invocationOf, replyOf } from './calls.js';
import { RemoteClient } from './client.js';
import { advertisedOf, capabilitiesId, discover, releaseOf, typesOf } from './discovery.js';
import { type Endpoint, readEndpoint, withoutPassword } from './endpoint.js';
import { Leftovers } from './leftovers.js';
import { isOverAt, RemoteLooks } from './looks.js';
import { keyOf, needed, textOf } from './properties.js';
import { RemoteReader } from './reader.js';
import { obstacle, RemoteError } from './remoteError.js';
import { usualJobsMs } from './usualJobs.js';

/** How a provider is driven that is reached over the wire. */
export interface RemoteOptions {
  /** Where the address has none. */
  readonly password?: string | undefined;
  /** Takes any certificate, also one that nobody vouches for; false when left out. */
  readonly insecure?: boolean;
  /** Lets the suite delete any volume that it sees, and judge StorageVolume.Delete; false when left out. Clones that this driver has made
   * it deletes in any case, before it begins anew.
   */
  readonly mayDelete?: boolean;
  /** How many milliseconds any job may take: one that takes longer breaks a property. Two minutes when left out. */
  readonly jobsEndWithinMs?: number;
  /** What you know of the provider and it does not tell: replaces members of what is found out. */
  readonly says?: Partial<Advertised>;
}

/** Drives any provider of the MSFT_SM* classes, over CIM-XML or WS-Management, in real time.
 *
 * It advertises what the provider tells and leaves open what it does not. Pools are never deleted; volumes as `mayDelete` says.
 * @param address `http://user:password@host:5988/cimom`, or `/wsman`; the password may be among the options instead
 * @throws BadInputError for no address, without repeating the password
 */
export function remoteDriver(address: string, options: RemoteOptions = {}): Driver {
  demandText(address, 'address', 'http://user:password@host:5988 or the like');
  const known = ['password', 'insecure', 'mayDelete', 'jobsEndWithinMs', 'says'];
  const read = readMembers(options, known, 'remoteDriver', 'an option of a driver');
  return new RemoteDriver(withoutPassword(address), readEndpoint(address, read.password), read);
}

/** What one request for reading may take. */
const readingMs = 20_000;
/** What a deletion that the driver makes itself may take. */
const deletingMs = 20_000;

class RemoteDriver implements Driver {
  private readonly client: RemoteClient;
  private readonly reader: RemoteReader;
  private readonly looks: RemoteLooks;
  private readonly leftovers = new Leftovers();
  private release: Promise<Version> | undefined;
  /** What its replication types are told to have, until the next reset. */
  private features: Promise<readonly AdvertisedType[] | null> | undefined;

  constructor(
    readonly name: string,
    private readonly endpoint: Endpoint,
    private readonly options: RemoteOptions,
  ) {
    this.client = new RemoteClient(endpoint, options.insecure);
    this.reader = new RemoteReader(this.client, endpoint, readingMs);
    this.looks = new RemoteLooks(this.reader, (job) => this.leftovers.targetOf(job));
  }

  async capabilities(): Promise<Advertised> {
    const version = await this.version();
    const discovered = await discover(this.reader, version);
    this.features ??= this.featuresOf(capabilitiesId(discovered), typesOf(discovered));
    const { mayDelete = false, says = {} } = this.options;
    const allowed = { mayDelete, jobsEndWithinMs: this.jobsEndWithinMs };
    return { ...advertisedOf(discovered, await this.features, allowed), ...says };
  }

  /** Waits for jobs, deletes the clones that it has made, and hides what stays of them. */
  async reset(): Promise<void> {
    this.features = undefined;
    this.looks.forget();
    const sinceMs = performance.now();
    for (const { id, jobState } of await this.looks.jobs())
      if (!isOverAt(jobState))
        await this.waitFor(id, Math.max(0, this.jobsEndWithinMs - (performance.now() - sinceMs)));
    this.leftovers.learn(await this.looks.jobs());
    for (const volume of this.leftovers.made(await this.looks.volumes())) await this.remove(volume);
    const volumes = await this.looks.volumes();
    this.leftovers.begin(volumes, await this.looks.jobs());
    if (this.leftovers.without(volumes).length === 0)
      throw new RemoteError('the provider shows no volume: there is nothing to clone');
  }

  async call(
    method: MethodName,
    on: string,
    given: Given,
    { deadlineMs }: Pick<CallOptions, 'deadlineMs'>,
  ): Promise<Reply | NoReply> {
    const version = await this.version();
    const operation = invocationOf(method, await this.keyOn(factsOf(method).className, on), given, (id) =>
      this.leftovers.isVolume(id),
    );
    const answer = await this.client.ask(operation, deadlineMs);
    const why = obstacle(this.endpoint, answer);
    // Certificates that do not fit are an answer to a call; what else stands in the way is none.
    if (why !== null && !('silence' in answer && answer.silence === 'tls')) throw new RemoteError(why);
    const reply = replyOf(method, version, answer);
    if (!isNoReply(reply) && method === 'CreateClone') this.leftovers.note(reply.TargetStorageVolume, reply.Job);
    return reply;
  }

  async overlap(
    calls: readonly (Call | Action)[],
    _order: readonly number[],
    deadlineMs: number,
  ): Promise<readonly (Reply | NoReply | boolean)[]> {
    // It can't be led: all are sent before the first is waited for. There are no actions.
    return await Promise.all(
      calls.map((one) => ('do' in one ? false : this.call(one.method, one.on, one.with, { deadlineMs }))),
    );
  }

  async observe<Asked extends Query>(query: Asked): Promise<Answer<Asked>> {
    // Each kind of query has its look, which the types can't follow.
    return (await this.look(query)) as Answer<Asked>;
  }

  async drives(): Promise<readonly DriveSeen[]> {
    return await this.looks.drives();
  }

  async waitFor(job: string, deadlineMs: number): Promise<boolean> {
    const untilMs = performance.now() + deadlineMs;
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
      if (await this.looks.isOver(job)) return true;
      const leftMs = untilMs - performance.now();
      if (leftMs <= 0) return false;
      await wait(Math.min(pauseMs, leftMs));
    }
  }

  close(): void {
    this.client.close();
  }

  private get jobsEndWithinMs(): number {
    return this.options.jobsEndWithinMs ?? usualJobsMs;
  }

  private async look(query: Query): Promise<Answer<Query>> {
    switch (query.kind) {
      case 'volumes': {
        const volumes = await this.looks.volumes();
        this.leftovers.see(volumes);
        return this.leftovers.without(volumes);
      }
      case 'jobs':
        return this.leftovers.without(await this.looks.jobs());
      case 'volume':
      case 'job':
        return this.leftovers.isHidden(query.id) ? null : await this.looks.look(query);
      default:
        return await this.looks.look(query);
    }
  }

  private version(): Promise<Version> {
    this.release ??= releaseOf(this.reader);
    return this.release;
  }

  /** The key of what a call is on: what there is one of goes by the name of its class, and is told before what belongs to a peer. */
  private async keyOn(className: string, on: string): Promise<string> {
    if (on !== className) return on;
    const [first] = await this.reader.allOf(className);
    return first === undefined ? on : needed(first, keyOf(className), textOf);
  }

  /** @returns null where the provider does not tell them of all its types */
  private async featuresOf(on: string | null, types: readonly number[]): Promise<readonly AdvertisedType[] | null> {
    if (on === null) return null;
    const found: AdvertisedType[] = [];
    for (const type of types) {
      const operation = invocationOf('GetSupportedFeatures', on, { ReplicationType: type }, () => false);
      const reply = replyOf('GetSupportedFeatures', await this.version(), await this.client.read(operation, readingMs));
      if (isNoReply(reply) || reply.ReturnValue !== 0) return null;
      found.push({ type, features: reply.Features ?? [] });
    }
    return found;
  }

  /** Deletes a clone that this driver has made; one that can't be deleted stays, and is hidden. */
  private async remove(volume: string): Promise<void> {
    const reply = await this.call('StorageVolume.Delete', volume, {}, { deadlineMs: deletingMs });
    if (!isNoReply(reply) && reply.Job !== null) await this.waitFor(reply.Job, this.jobsEndWithinMs);
  }
}

const firstPauseMs = 50;
const longestPauseMs = 5_000;
