import { useEffect, useState } from 'preact/hooks';
import { Tabs } from '../parts/Tabs.js';
import { Calling } from './Calling.js';
import { Changes } from './Changes.js';
import { Charts } from './Charts.js';
import { Compare } from './Compare.js';
import { Export } from './Export.js';
import { Faults } from './Faults.js';
import type { Chosen } from './place.js';

const tabs = {
  call: 'Call a method',
  faults: 'Faults',
  changes: 'Hosts and operators',
  charts: 'State charts',
  compare: 'Compare',
  export: 'Export',
} as const;

interface Props {
  readonly chosen: Chosen | null;
  /** The call whose rows are shown. */
  readonly call: string | null;
  readonly showCall: (call: string | null) => void;
  readonly ids: readonly string[];
}

/** What can be done to a universe, and what can be looked at besides what there is. */
export function Bench({ chosen, call, showCall, ids }: Props) {
  const [shown, show] = useState<keyof typeof tabs>('call');
  useEffect(() => {
    if (call !== null) show('call');
  }, [call]);
  return (
    <Tabs label="What to do" tabs={tabs} shown={shown} show={show}>
      {shown === 'call' && <Calling chosen={chosen} call={call} showCall={showCall} />}
      {shown === 'faults' && <Faults chosen={chosen} />}
      {shown === 'changes' && <Changes chosen={chosen} />}
      {shown === 'charts' && <Charts />}
      {shown === 'compare' && <Compare ids={ids} />}
      {shown === 'export' && <Export />}
    </Tabs>
  );
}
