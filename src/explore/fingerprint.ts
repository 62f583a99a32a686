import { type Hash, hashOf, zeroHash } from '../determinism/hash.js';
import { planStateDigest } from '../faults/planEdits.js';
import { tableNames } from '../store/allTables.js';
import type { CallRow } from '../store/callRow.js';
import { placeOf } from '../store/columns.js';
import { jobList } from '../store/jobRow.js';
import { copiedNow, jobsOn, movedSince } from '../store/progress.js';
import { settingsDigests } from '../store/settings.js';
import { timersOf } from '../store/timers.js';
import type { World } from '../store/world.js';
import type { CallRequest } from '../vocabulary/methods/request.js';
import { none } from '../vocabulary/units/ids.js';
import type { Mixer } from './mixing.js';
import type { Program } from './program.js';
import { type State, withoutActor } from './state.js';
import { TableHasher } from './tableHasher.js';

/** Tells states apart: what is on the array, what is under way, and what may still happen. Two states with one fingerprint go on alike.
 *
 * It is the canonical digest, and what else decides what comes next, such as the order of jobs that wait: rows go by who made them instead
 * of by their handles. There is a sum for each actor, of what is its own, and one for all else; actors who are alike add theirs under one
 * name, so that it makes no difference which of them is where.
 */
export class Fingerprint {
  high = 0;
  low = 0;
  private readonly rows: TableHasher;
  private readonly mixer: Mixer;
  private readonly sums: Uint32Array;
  /** The place of the sum for what is nobody's. */
  private readonly rest: number;
  private readonly whole = new Uint32Array(2);
  /** The room of the pools that was asked for last. */
  private room: { readonly root: object; readonly sum: Uint32Array } | undefined;
  private readonly requests = new WeakMap<CallRequest, Hash>();

  /** @param lengths of the tables at the beginning: rows below have their handles for names */
  constructor(
    private readonly program: Program,
    lengths: readonly number[],
  ) {
    this.rows = new TableHasher(program.actors, lengths);
    this.mixer = this.rows.mixer;
    this.rest = this.rows.rest;
    this.sums = new Uint32Array((this.rest + 1) * 2);
  }

  /** Leaves the fingerprint in `high` and `low`, and in the state what of it all share. */
  take(state: State): void {
    const { sums, rest, mixer, whole } = this;
    const { world } = state;
    this.addTables(state);
    this.addJobs(state);
    this.addTimers(state);
    this.addRest(state);
    this.noteShared(state);
    for (let actor = 0; actor < rest; actor++) this.addActor(state, actor);
    whole.fill(0);
    for (let place = 0; place <= rest; place++) {
      const kind = this.program.actors[place]?.kind ?? -1;
      mixer
        .begin(kind)
        .word(sums[place * 2] ?? 0)
        .word(sums[place * 2 + 1] ?? 0)
        .addTo(whole, 0);
    }
    mixer
      .begin(state.faults)
      .number(world.nowMs)
      .word(whole[0] ?? 0)
      .word(whole[1] ?? 0);
    whole.fill(0);
    mixer.addTo(whole, 0);
    this.high = whole[0] ?? 0;
    this.low = whole[1] ?? 0;
  }

  /** All but the calls that are in flight, and how far their actors are. */
  private noteShared(state: State): void {
    const { mixer, sums, whole } = this;
    mixer.begin(state.faults).number(state.world.nowMs);
    for (let at = 0; at < sums.length; at++) mixer.word(sums[at] ?? 0);
    whole.fill(0);
    mixer.addTo(whole, 0);
    state.sharedHigh = (whole[0] ?? 0) | 0;
    state.sharedLow = (whole[1] ?? 0) | 0;
  }

  private addTables(state: State): void {
    const { sums, rows } = this;
    const known = state.tables;
    const tables = known !== undefined && rows.areOf(known, state) ? known : rows.sums(state, known);
    state.tables = tables;
    sums.set(tables.sum);
  }

  /** Jobs in their order, and how far they are; the room that they have used since. */
  private addJobs(state: State): void {
    const { world } = state;
    const { mixer, sums, rest } = this;
    for (const list of [jobList.waiting, jobList.active] as const) {
      if (world.jobLists[list].count === 0) continue;
      let place = 0;
      for (const handle of jobsOn(world, list)) {
        const label = this.rows.labelOf(state, jobsTable, handle);
        const copied = list === jobList.active ? copiedNow(world, world.jobs.read(handle)) : 0;
        mixer
          .begin(100 + list)
          .word(place++)
          .number(label < 0 ? label : withoutActor(label))
          .number(copied);
        mixer.addTo(sums, label < 0 ? rest : this.rows.placeOf(label));
      }
    }
    this.addRoom(state);
  }

  /** The room that pools have given, as it is now: jobs that copy use what was reserved, without a write. */
  private addRoom({ world }: State): void {
    const { mixer, sums, rest } = this;
    const moved = movedSince(world);
    if (moved.size === 0 && this.room?.root === world.pools.nodes) {
      sums[rest * 2] = (sums[rest * 2] ?? 0) + (this.room.sum[0] ?? 0);
      sums[rest * 2 + 1] = (sums[rest * 2 + 1] ?? 0) + (this.room.sum[1] ?? 0);
      return;
    }
    const sum = new Uint32Array(2);
    world.pools.forEach((cells, at, _, handle) => {
      const blocks = moved.get(handle) ?? 0;
      const now = (cells[at + used] ?? 0) + blocks;
      mixer
        .begin(102)
        .number(handle)
        .number(now)
        .number((cells[at + reserved] ?? 0) - blocks)
        .addTo(sum, 0);
    });
    if (moved.size === 0) this.room = { root: world.pools.nodes, sum };
    sums[rest * 2] = (sums[rest * 2] ?? 0) + (sum[0] ?? 0);
    sums[rest * 2 + 1] = (sums[rest * 2 + 1] ?? 0) + (sum[1] ?? 0);
  }

  /** In their order, with what they are about. */
  private addTimers(state: State): void {
    const { world } = state;
    const { mixer } = this;
    if (world.agenda.next() === undefined && !hasOwnTimer(world) && world.faults === undefined) return;
    for (const [place, { dueMs, kind, subject }] of timersOf(world).entries()) {
      const table = kind === 'callWakes' ? callsTable : (subjects[kind] ?? -1);
      const label = table < 0 || subject < 0 ? -1 : this.rows.labelOf(state, table, subject);
      mixer
        .begin(103)
        .word(place)
        .number(dueMs)
        .text(kind)
        .number(label < 0 ? label : withoutActor(label));
      if (table < 0) mixer.number(subject);
      mixer.addTo(this.sums, label < 0 ? this.rest : this.rows.placeOf(label));
    }
  }

  private addRest(state: State): void {
    const { settings, faults, hostWrites, connected, operating, discovering, deletedButCached } = state.world;
    const { mixer, rest, sums } = this;
    mixer.begin(104).number(connected).number(operating).number(discovering).number(deletedButCached);
    this.rows.mixHash(settingsDigests(settings).identity);
    mixer.addTo(sums, rest);
    if (hostWrites.size > 0)
      for (const [volume, runs] of hostWrites.entries()) {
        const label = this.rows.labelOf(state, volumesTable, volume);
        mixer.begin(105).number(label < 0 ? label : withoutActor(label));
        this.rows.mixHash(hashOf(runs.toJSON()));
        mixer.addTo(sums, label < 0 ? rest : this.rows.placeOf(label));
      }
    if (faults === undefined) return;
    mixer.begin(106);
    this.rows.mixHash(planStateDigest(faults.planState));
    this.rows.mixHash(hashOf([faults.changes, faults.restarts, faults.calls.entries(), faults.jobs.entries()]));
    mixer.addTo(sums, rest);
  }

  private addActor(state: State, actor: number): void {
    const { mixer, sums } = this;
    mixer.begin(107).word(state.at[actor] ?? 0);
    for (const code of state.answers[actor] ?? []) mixer.word(code ?? -1);
    const call = state.calls[actor] ?? none;
    if (call === none) mixer.word(-1);
    else {
      const { request, out } = state.world.calls.payload(call);
      this.mixCall(state, state.world.calls.read(call), actor);
      this.rows.mixHash(this.hashOfRequest(request));
      if (out !== undefined) this.rows.mixHash(hashOf(out));
    }
    mixer.addTo(sums, actor);
  }

  private mixCall(state: State, row: Readonly<CallRow>, actor: number): void {
    const { world } = state;
    const { incarnation } = world.settings;
    const { mixer } = this;
    mixer.word(row.step).word(row.phase).word(row.paid).word(row.verdict).word(row.loggedIn).word(row.done);
    mixer.number(row.tookMs).word(row.account).word(row.session);
    mixer.word(heldNow(row.connected, incarnation)).word(heldNow(row.operating, incarnation));
    for (const volume of [row.volume, row.other, row.made]) {
      this.rows.mixReference(state, volumesTable, volume, actor);
      // What is deleted after the call began is deleted in flight.
      mixer.word((world.volumes.peek(volume)?.goneAt ?? 0) > row.beganAt ? 1 : 0);
    }
    this.rows.mixReference(state, poolsTable, row.pool, actor);
    mixer.word((world.pools.peek(row.pool)?.goneAt ?? 0) > row.beganAt ? 1 : 0);
    this.rows.mixReference(state, jobsTable, row.job, actor);
  }

  /** Of what it asks for; by whom, and with which of its own names, its actor says. */
  private hashOfRequest(request: CallRequest): Hash {
    const { targetPool, given, malformed } = request;
    if (targetPool === null && malformed === null && isEmpty(given)) return zeroHash;
    const known = this.requests.get(request);
    if (known !== undefined) return known;
    const hash = hashOf([targetPool, given, malformed]);
    this.requests.set(request, hash);
    return hash;
  }
}

/** What a call holds of the provider: nothing, of its server as it is now, or of one that was stopped since. */
function heldNow(incarnation: number, now: number): number {
  return incarnation === 0 ? 0 : incarnation === now ? 1 : 2;
}

function isEmpty(given: object): boolean {
  for (const _ in given) return false;
  return true;
}

function hasOwnTimer({ startTimer, copyTimer, removalTimer }: World): boolean {
  return startTimer !== undefined || copyTimer !== undefined || removalTimer !== undefined;
}

const [poolsTable, volumesTable, jobsTable, callsTable] = (['pools', 'volumes', 'jobs', 'calls'] as const).map((name) =>
  tableNames.indexOf(name),
) as [number, number, number, number];
const [used, reserved] = [placeOf('used'), placeOf('reserved')];

/** The tables that timers are about, by kind. */
const subjects: Readonly<Partial<Record<string, number>>> = {
  jobStop: jobsTable,
  jobWakes: jobsTable,
  detach: tableNames.indexOf('synchronizations'),
  sessionEnds: tableNames.indexOf('sessions'),
  volumeIndicated: volumesTable,
  poolIndicated: poolsTable,
};
