import { CoverageCounts } from '../checks/coverage.js';
import { Breach, isLeaving, Verdicts } from '../checks/verdicts.js';
import { probes } from '../probes/probes.js';
import type { Failure } from '../report.js';
import { startRun } from '../run/judgedRun.js';
import { performStep } from '../run/performStep.js';
import type { Run } from '../run/run.js';
import type { TimeBudget } from '../run/timeBudget.js';
import type { Driver } from '../subject/driver.js';
import { SubjectError } from '../subject/subjectError.js';
import { properties } from '../suite.js';
import type { Moment, Picture, PicturedRun } from './picture.js';
import { picturesOf, type Sight, sightOf } from './sights.js';

/** Pictures that a run gets at most: what a probe goes on to do of its own has none then. */
const momentsAtMost = 200;

interface Held {
  readonly strict: boolean;
  readonly time: TimeBudget;
}

/** Does the run of a failure once more, and looks at the subject, and at what the model takes it to be, before its first step and
 * after each, those that its probes do of their own among them. Looks change nothing, but faults may count them: then it may not
 * break again, which is told.
 * @returns null when there is no time for it
 * @throws SubjectError when the driver hangs
 */
export async function pictured(
  driver: Driver,
  property: string,
  { run: recorded, foundAs }: Pick<Failure, 'run' | 'foundAs'>,
  { strict, time }: Held,
): Promise<PicturedRun | null> {
  if (time.isOver) return null;
  const off = properties.map(({ name }) => name).filter((name) => name !== property);
  const photographer = new Photographer(driver);
  const run = await startRun(photographer.camera, recorded.tier, {
    verdicts: new Verdicts(off, strict),
    coverageCounts: new CoverageCounts(),
    probes,
    silences: { inARow: 0 },
    made: { calls: 0 },
    actions: new Map(),
    time: time.aside,
  });
  await photographer.begin(run);
  let shows = false;
  for (const step of recorded.steps) {
    const isBroken = await breaks(property, async () => {
      await performStep(run, step);
      if (foundAs !== null) await run.look();
    });
    await photographer.look(run);
    shows = isBroken === true;
    if (isBroken !== false) break;
  }
  return photographer.developed(shows);
}

/** Whether a step breaks the property; null when the run can't go on for another reason. */
async function breaks(property: string, act: () => Promise<void>): Promise<boolean | null> {
  try {
    await act();
    return false;
  } catch (error) {
    if (error instanceof Breach) return error.property === property;
    if (error instanceof SubjectError && error.kind === 'hung') throw error;
    if (isLeaving(error) || error instanceof SubjectError) return null;
    throw error;
  }
}

/** A moment as it was met: what the run calls an element it may say later only. */
interface Taken {
  readonly step: number;
  readonly inner: number | null;
  readonly seen: Sight;
  model: Run['state'] | null;
}

/** Takes the pictures of a run. */
class Photographer {
  /** The driver, with a picture after whatever a probe does with it. */
  readonly camera: Driver;
  private run: Run | null = null;
  private readonly taken: Taken[] = [];
  private left = 0;

  /** @param driver with members that need no `this` */
  constructor(private readonly driver: Driver) {
    this.camera = followed(
      driver,
      () => this.concludeInside(),
      () => this.lookInside(),
    );
  }

  /** Follows a run from its beginning on. */
  async begin(run: Run): Promise<void> {
    this.run = run;
    await this.look(run);
  }

  /** Takes one after a step of the run. */
  async look(run: Run): Promise<void> {
    this.concludeInside();
    const seen = await sightOf(this.driver);
    this.taken.push({ step: run.notes.steps.length, inner: null, seen, model: run.state });
  }

  /** The model takes in what a probe did before the probe goes on. */
  private concludeInside(): void {
    const last = this.taken.at(-1);
    if (this.run !== null && last !== undefined && last.inner !== null && this.isOwn) last.model ??= this.run.state;
  }

  private async lookInside(): Promise<void> {
    const inside = this.run?.notes.insideNow ?? null;
    if (this.run === null || inside === null) return;
    this.isOwn = inside.isOwn;
    if (this.taken.length >= momentsAtMost) {
      this.left++;
      return;
    }
    const seen = await sightOf(this.driver);
    this.taken.push({ step: this.run.notes.steps.length, inner: inside.done, seen, model: null });
  }

  /** Whether what a probe did last, it did in the run itself. */
  private isOwn = false;

  developed(shows: boolean): PicturedRun {
    const symbols = this.run?.symbols;
    const shots = picturesOf(this.taken, (id) => symbols?.name(id) ?? id);
    const pictures: Picture[] = [];
    const places = new Map<string, number>();
    const placeOf = (picture: Picture): number => {
      const key = JSON.stringify(picture);
      const place = places.get(key) ?? pictures.push(picture) - 1;
      places.set(key, place);
      return place;
    };
    const moments = shots.map(({ seen, model }, at): Moment => {
      const { step = 0, inner = null } = this.taken[at] ?? {};
      return { step, inner, seen: placeOf(seen), model: model === null ? null : placeOf(model) };
    });
    return { shows, moments, pictures, left: this.left };
  }
}

/** The same driver, with something done before and after whatever may change the subject. */
function followed(driver: Driver, before: () => void, after: () => Promise<void>): Driver {
  const wrapped = Object.create(driver) as Driver;
  for (const member of changing) {
    const inner = driver[member]?.bind(driver) as ((...given: unknown[]) => unknown) | undefined;
    if (inner === undefined) continue;
    const act = async (...given: unknown[]): Promise<unknown> => {
      before();
      const answer = await inner(...given);
      await after();
      return answer;
    };
    Object.assign(wrapped, { [member]: act });
  }
  return wrapped;
}

const changing = ['call', 'overlap', 'act', 'advance', 'waitFor', 'arm', 'add', 'heal'] as const;
