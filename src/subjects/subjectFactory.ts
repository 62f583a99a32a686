import type { Advertised } from '../conformance/subject/advertised.js';
import type { Chart } from '../conformance/subject/driver.js';
import type { Tier } from '../conformance/subject/tier.js';
import type { StorageArray } from '../engine/array.js';
import type { ArrayMaker } from '../engine/createArray.js';
import type { Configuration } from '../store/configuration.js';
import type { Settings } from '../store/settings.js';
import type { CheckedProfile } from '../vocabulary/profile/choice.js';
import type { Version } from '../vocabulary/versions.js';
import { advertisement } from './advertisement.js';
import { charts, volumeDeletedAtOnce } from './charts.js';
import { deniedIdentities, fixture, type LimitsChange, makesClones, profileFor } from './fixtures.js';

/** Makes the arrays of one subject, each tier's once: a reset forks it. */
export class SubjectFactory {
  private readonly bases = new Map<Tier, StorageArray>();
  private advertised: { readonly settings: Settings; readonly of: Advertised } | undefined;
  readonly charts: Partial<Record<'job' | 'volume' | 'pool', Chart>>;

  constructor(
    readonly engine: ArrayMaker,
    private readonly made: {
      readonly profile: CheckedProfile;
      readonly version: Version;
      readonly seed: number;
      readonly limits: LimitsChange | undefined;
      readonly trace: boolean;
    },
  ) {
    const { pool, job } = charts;
    const { capabilities, deletion } = made.profile;
    const volume = deletion.by === 'job' ? charts.volume : volumeDeletedAtOnce;
    const hasJobs = makesClones(made.profile) && capabilities.asynchronousActions.length > 0;
    this.charts = hasJobs ? { job, volume, pool } : { volume, pool };
  }

  array(tier: Tier): StorageArray {
    let base = this.bases.get(tier);
    if (base === undefined) {
      base = this.build(tier);
      this.bases.set(tier, base);
    }
    return base.fork();
  }

  /** What is advertised changes with the settings only, and those are replaced when they change. */
  advertise(configuration: Configuration, settings: Settings): Advertised {
    if (this.advertised?.settings !== settings) {
      this.advertised = { settings, of: advertisement(configuration, settings) };
    }
    return this.advertised.of;
  }

  private build(tier: Tier): StorageArray {
    const { profile, version, seed, limits, trace } = this.made;
    const options = fixture(profileFor(profile, tier, limits), tier);
    const array = this.engine.createArray({ ...options, version, seed, trace });
    array.set({ role: 'reader', caller: deniedIdentities.caller });
    return array;
  }
}
