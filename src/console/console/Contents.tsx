import { useState } from 'preact/hooks';
import { Heads } from '../parts/Heads.js';
import { Name } from '../parts/Name.js';
import { Scroll } from '../parts/Scroll.js';
import { sizeText } from '../parts/words.js';
import { useHere, usePlace } from './place.js';
import { useAnswer } from './useAnswer.js';
import { useSettled } from './useSettled.js';

const askedEveryMs = 1000;

/** What hosts read from a volume, when somebody wants to see it. */
export function Contents({ volume }: { readonly volume: string }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>What hosts read from it</summary>
      {isOpen && <Ranges key={volume} volume={volume} />}
    </details>
  );
}

function Ranges({ volume }: { readonly volume: string }) {
  const { server, universe } = usePlace();
  const hash = useSettled(useHere((one) => one.hash) ?? '', askedEveryMs);
  const { answer, refusal } = useAnswer(
    () => server.ask('/api/universes/{universe}/contents/{volume}', { universe, volume }),
    [server, universe, volume, hash],
  );
  if (refusal !== null) return <p class="dim">{refusal}</p>;
  if (answer === null) return <p class="dim">…</p>;
  if (answer.ranges.length === 0) return <p class="dim">Nothing was written to it.</p>;
  return (
    <>
      <Scroll label="What hosts read">
        <table>
          <Heads of={['from', 'length', 'tag']} numeric={[0, 1]} />
          <tbody>
            {answer.ranges.map(({ offset, length, tag }) => (
              <tr key={offset}>
                <td class="number">{sizeText(offset)}</td>
                <td class="number">{sizeText(length)}</td>
                <td class="text">
                  <Name of={tag} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {answer.more > 0 && <p class="dim">{answer.more} more are not shown.</p>}
    </>
  );
}
