import { z } from 'zod';
import { Agenda } from '../../determinism/agenda.js';
import { hashOf, hexOf } from '../../determinism/hash.js';
import type { TimerKind } from '../../determinism/timer.js';
import { tableNames } from '../../store/allTables.js';
import { type Configuration, configure, usualStartMs, withSizesAsText } from '../../store/configuration.js';
import { digest } from '../../store/digests.js';
import { violations } from '../../store/invariants.js';
import { withProgressInRows } from '../../store/progress.js';
import { Runs } from '../../store/runs.js';
import { type Settings, sharing } from '../../store/settings.js';
import { timersOf } from '../../store/timers.js';
import { codecsOf, World } from '../../store/world.js';
import { atFirstUse } from '../../vocabulary/input/atFirstUse.js';
import { BadInputError, badInput, parseInput } from '../../vocabulary/input/badInput.js';
import { methodNames } from '../../vocabulary/methods/index.js';
import { resolveProfile } from '../../vocabulary/profile/choice.js';
import type { VolumeHandle } from '../../vocabulary/units/ids.js';
import { versions } from '../../vocabulary/versions.js';
import type { Engine } from '../components.js';
import { loadFaults, saveFaults } from '../faults/savedFaults.js';
import { rebuildIndexes, rebuildProgress } from './rebuildIndexes.js';
import { savedParts } from './savedParts.js';

/** The schemas of what is saved. */
const savedWorld = atFirstUse(() => {
  const count = z.number().int().min(0);
  const { faultsSchema, payloadSchemas, settingsSchema, timerSchema } = savedParts();
  /** A table finds its rows by so many bits of their handles. */
  const handle = count.max(2 ** 30 - 1);
  /** All that is counted is counted in safe integers; the rate of a job may be broken. */
  const cell = z.number().int();
  const cellOfJob = z.number().min(Number.MIN_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER);
  const tableSchema = (payload: z.ZodType, column: z.ZodType<number> = cell) =>
    z.strictObject({
      length: handle,
      /** Handle, cells in the order of the kept columns, payload. */
      rows: z.array(z.tuple([handle, z.array(column), payload])),
    });
  const listSchema = z.strictObject({ head: z.number().int(), tail: z.number().int(), count });

  /** What changes in a world. */
  const stateSchema = z.strictObject({
    // Written by `saveWorld` and covered by the checksum and the digest, which judge it more strictly than a shape could.
    settings: settingsSchema,
    clock: z.strictObject({
      nowMs: count,
      revision: count,
      connected: count,
      operating: count,
      deletedButCached: count,
      copiedAtMs: count,
      // Since they are counted.
      clonesMade: count.optional(),
      faultsFired: count.optional(),
    }),
    /** Volume and runs. */
    hostWrites: z.array(z.tuple([count, z.array(z.tuple([count, count, z.string()]))])),
    jobLists: z.tuple([listSchema, listSchema, listSchema]),
    agenda: z.strictObject({ added: count, timers: z.array(timerSchema) }),
    faults: faultsSchema,
    tables: z.strictObject({
      pools: tableSchema(payloadSchemas.pools),
      volumes: tableSchema(payloadSchemas.volumes),
      contents: tableSchema(payloadSchemas.contents),
      layers: tableSchema(payloadSchemas.layers),
      families: tableSchema(payloadSchemas.families),
      synchronizations: tableSchema(payloadSchemas.synchronizations),
      jobs: tableSchema(payloadSchemas.jobs, cellOfJob),
      calls: tableSchema(payloadSchemas.calls),
      accounts: tableSchema(payloadSchemas.accounts),
      sessions: tableSchema(payloadSchemas.sessions),
      drives: tableSchema(payloadSchemas.drives),
    }),
  });

  const bodySchema = stateSchema.extend({
    configuration: z.strictObject({
      seed: z.number().int(),
      version: z.enum(versions),
      serial: z.string(),
      // Since it can be chosen.
      name: z.string().nullable().optional(),
      startsAtMs: z.number().int().optional(),
      profile: z.record(z.string(), z.unknown()),
    }),
    /** The charts' states in the order that the rows number them by. */
    charts: z.record(z.string(), z.array(z.string())),
    /** In the order that the rows number them by. */
    methods: z.array(z.string()),
    /** The array as readers are shown it while reads are stale. */
    shown: stateSchema.nullable(),
  });

  const checkpointSchema = z.strictObject({
    format: z.literal('arraysim-world'),
    version: z.literal(7),
    /** The identity digest of the world that was saved. */
    identity: z.string(),
    /** Of everything in `world`. */
    checksum: z.string(),
    world: bodySchema,
  });
  return { stateSchema, checkpointSchema };
});

/** The timers of the agenda itself: others have places of their own, or are saved with the fault plan. */
const onAgenda: ReadonlySet<TimerKind> = new Set([
  'jobStop',
  'callWakes',
  'jobWakes',
  'detach',
  'sessionEnds',
  'volumeIndicated',
  'poolIndicated',
  'capabilitiesIndicated',
  'linkLost',
]);

/** A world as JSON, loss-free: what {@link loadWorld} takes back. Indexes are left out, and so are passwords. */
export function saveWorld(engine: Engine, world: World): string {
  const { seed, version, serial, profile, name, startsAtMs } = world.configuration;
  const body = {
    configuration: { seed, version, serial, profile: withSizesAsText(profile), name, startsAtMs },
    charts: chartsOf(engine),
    methods: methodNames,
    ...stateOf(world),
    shown: world.shown === undefined ? null : stateOf(world.shown),
  };
  // As the reader will see it: JSON drops what is undefined.
  const read = JSON.parse(JSON.stringify(body));
  return JSON.stringify({
    format: 'arraysim-world',
    version: 7,
    identity: digest(world, 'identity'),
    checksum: hexOf(hashOf(read)),
    world: read,
  });
}

function stateOf(inLanes: World) {
  const world = withProgressInRows(inLanes);
  const { nowMs, revision, connected, operating, deletedButCached, copiedAtMs, clonesMade, faultsFired } = world;
  const tables = tableNames.map(
    (name) => [name, { length: world[name].length, rows: [...world[name].saved()] }] as const,
  );
  return {
    settings: world.settings,
    clock: { nowMs, revision, connected, operating, deletedButCached, copiedAtMs, clonesMade, faultsFired },
    hostWrites: world.hostWrites.entries(),
    jobLists: world.jobLists,
    agenda: { added: world.agenda.added, timers: timersOf(world) },
    faults: saveFaults(world),
    tables: Object.fromEntries(tables),
  };
}

/** @throws BadInputError when the text is no saved world, was changed since, or contradicts itself */
export function loadWorld(engine: Engine, text: string): World {
  const { identity, checksum, world: body } = parseInput(savedWorld().checkpointSchema, parseJson(text), 'saved world');
  if (hexOf(hashOf(body)) !== checksum) {
    badInput({
      field: 'saved world.checksum',
      value: checksum,
      expected: `${hexOf(hashOf(body))}: the file was changed after it was saved`,
    });
  }
  if (hexOf(hashOf(body.charts)) !== hexOf(hashOf(chartsOf(engine)))) {
    badInput({
      field: 'saved world.charts',
      value: Object.keys(body.charts),
      expected: 'the charts of this version of arraysim',
    });
  }
  // Those that came after it was saved no row means.
  if (body.methods.some((name, place) => name !== methodNames[place])) {
    badInput({
      field: 'saved world.methods',
      value: body.methods,
      expected: `the first of the methods that this version of arraysim answers: ${methodNames.join(', ')}`,
    });
  }
  const { seed, version, serial, profile, name = null, startsAtMs = usualStartMs } = body.configuration;
  const configuration = configure({
    seed,
    version,
    profile: resolveProfile({ ...profile }, 'saved world.profile'),
    serial,
    name,
    startsAtMs,
  });
  return ofOnePiece(() => {
    const world = restored(configuration, body);
    if (body.shown !== null) world.shown = restored(configuration, body.shown);
    const [violation] = [world, world.shown ?? []].flat().flatMap(violations);
    if (violation !== undefined)
      badInput({ field: 'saved world', value: violation, expected: 'a world whose parts agree' });
    if (digest(world, 'identity') !== identity) {
      badInput({
        field: 'saved world.identity',
        value: identity,
        expected: `${digest(world, 'identity')}, the digest of what is in the file`,
      });
    }
    return world;
  });
}

/** A checksum vouches for what is within settings, payloads and the fault plan. Where somebody has computed it anew, parts may be missing
 * or lead nowhere; then there is no world.
 * @throws BadInputError that says what was met
 */
function ofOnePiece(make: () => World): World {
  try {
    return make();
  } catch (reason) {
    if (reason instanceof BadInputError || !(reason instanceof Error)) throw reason;
    return badInput({ field: 'saved world', value: reason.message, expected: 'a world whose parts agree' });
  }
}

function restored(configuration: Configuration, state: z.output<ReturnType<typeof savedWorld>['stateSchema']>): World {
  // The checksum says that these are the settings that were saved.
  const settings = state.settings as unknown as Settings;
  const own = (kind: TimerKind) => state.agenda.timers.find((timer) => timer.kind === kind);
  const others = state.agenda.timers.filter(({ kind }) => onAgenda.has(kind));
  const agenda = Agenda.of(others, state.agenda.added);
  const world = new World(configuration, codecsOf(configuration.serial), sharing(settings), undefined, agenda);
  Object.assign(world, state.clock);
  for (const [index, list] of state.jobLists.entries()) Object.assign(world.jobLists[index] ?? {}, list);
  for (const name of tableNames) {
    const { length, rows } = state.tables[name];
    for (const [handle, cells, payload] of rows) {
      if (handle < world[name].length || handle >= length)
        badInput({
          field: `saved world.tables.${name}`,
          value: handle,
          expected: `handles that ascend, below ${length}`,
        });
      restoreRow(world, name, handle, cells, payload);
    }
    world[name].skipTo(length);
  }
  // A volume's handle was written there.
  for (const [volume, runs] of state.hostWrites) world.hostWrites.set(volume as VolumeHandle, Runs.of(runs));
  rebuildIndexes(world);
  world.faults = loadFaults(state.faults);
  rebuildProgress(world);
  world.startTimer = own('jobStart');
  world.copyTimer = own('copyDone');
  world.removalTimer = own('removal');
  return world;
}

function parseJson(text: string): unknown {
  if (typeof text !== 'string')
    badInput({ field: 'saved world', value: text, expected: 'the text that save() returned' });
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return badInput({ field: 'saved world', value: text, expected: `JSON as save() writes it (${error.message})` });
  }
}

function restoreRow(
  world: World,
  table: (typeof tableNames)[number],
  handle: number,
  cells: readonly number[],
  payload: unknown,
): void {
  // Each table takes the payload that it saved, which the checksum vouches for.
  const target = world[table] as { restore(handle: number, cells: readonly number[], payload: unknown): void };
  target.restore(handle, cells, payload === null ? undefined : restorePayload(table, payload));
}

/** Runs are saved as lists. */
function restorePayload(table: (typeof tableNames)[number], payload: unknown): unknown {
  type Saved<Value extends string | number> = Parameters<typeof Runs.of<Value>>[0];
  // As `Runs.toJSON` wrote them.
  if (table === 'contents') return Runs.of(payload as Saved<string>);
  if (table !== 'layers') return payload;
  const { runs, covered } = payload as { readonly runs: Saved<string>; readonly covered: Saved<number> };
  return { runs: Runs.of(runs), covered: Runs.of(covered) };
}

function chartsOf(engine: Engine): Record<string, readonly string[]> {
  return Object.fromEntries(Object.entries(engine.lifecycles).map(([name, chart]) => [name, [...chart.states]]));
}
