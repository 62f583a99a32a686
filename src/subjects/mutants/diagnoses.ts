import { type ArrayMutant, isOk, ofComponents, wrapped } from './mutant.js';
import { without } from './tables.js';

/** Arrays that are wrong about what is wrong with them. */
export const wrongDiagnoses: readonly ArrayMutant[] = [
  wrapped('all-is-well', 'It says that nothing is wrong, whatever is.', () => ({
    of: 'System.Diagnose',
    answers: (reply) => (isOk(reply) ? { ...reply, DiagnoseResults: [] } : reply),
  })),
  wrapped('diagnosis-without-a-word', 'It succeeds, and does not tell what is wrong.', () => ({
    of: 'System.Diagnose',
    answers: (reply) => (isOk(reply) ? { ...reply, DiagnoseResults: null } : reply),
  })),
  wrapped('severity-of-no-document', 'It tells of faults with a severity that there is not.', () => ({
    of: 'System.Diagnose',
    answers: (reply) => {
      const { DiagnoseResults: results } = reply;
      if (!isOk(reply) || results == null) return reply;
      return { ...reply, DiagnoseResults: results.map((one) => ({ ...one, PerceivedSeverity: 1 })) };
    },
  })),
  ofComponents(
    'diagnoses-for-half-a-credential',
    'It diagnoses for a caller who gives half of a credential.',
    without('System.Diagnose service/malformed'),
  ),
];
