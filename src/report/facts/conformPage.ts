import type { DriverModule } from '../../conformance/failures/reproducer.js';
import type { ConformanceReport, PropertyReport } from '../../conformance/report.js';
import { conformanceSummary } from './conformanceSummary.js';
import { type CoverageFacts, coverageFacts } from './coverageFacts.js';
import { type FailureFacts, failureFacts } from './failureFacts.js';
import { triedText } from './triedText.js';

/** Everything that a page about a run of the suite shows, as plain data. */
export interface ConformPage
  extends Omit<ConformanceReport, 'properties' | 'coverage'>,
    Readonly<Record<'summary', ReturnType<typeof conformanceSummary>>> {
  readonly kind: 'conform';
  /** What judges the subject, to be copied. */
  readonly command: string;
  readonly properties: readonly (Omit<PropertyReport, 'failure'> & { readonly failure: FailureFacts | null })[];
  readonly coverage: CoverageFacts;
  /** What was tried where all orders were to be, in a sentence; null where runs were drawn. */
  readonly tried: string | null;
}

/** Gathers what a page shows of a run of the suite.
 * @param driverModule where tests beside the page get the subject from
 * @param command what judges the subject
 */
export function conformPage(report: ConformanceReport, driverModule: DriverModule, command: string): ConformPage {
  const { subject, properties, coverage, ...rest } = report;
  return {
    kind: 'conform',
    subject,
    ...rest,
    command,
    summary: conformanceSummary(report),
    properties: properties.map((property) => ({
      ...property,
      failure: property.failure && failureFacts({ ...property, failure: property.failure }, subject, driverModule),
    })),
    coverage: coverageFacts(coverage),
    tried: report.exhaustive && triedText(report.exhaustive),
  };
}
