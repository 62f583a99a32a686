import type { ReportPage } from '../../report/files/html.js';
import { ConformPage } from './conform/ConformPage.js';
import { MutantsPage } from './conform/MutantsPage.js';
import { ExplorePage } from './ExplorePage.js';
import { RunsPage } from './RunsPage.js';

/** The page of a report, by what the report is about. */
export function App({ report }: { readonly report: ReportPage }) {
  switch (report.kind) {
    case 'run':
      return <RunsPage report={report} />;
    case 'conform':
      return <ConformPage page={report} />;
    case 'explore':
      return <ExplorePage page={report} />;
    case 'mutants':
      return <MutantsPage page={report} />;
  }
}
