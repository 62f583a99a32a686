import { useState } from 'preact/hooks';
import type { Exported, ExportForm } from '../../server/console/contract/answers.js';
import { CopyButton } from '../parts/Copy.js';
import { Scroll } from '../parts/Scroll.js';
import { useHere, usePlace } from './place.js';
import { useAnswer } from './useAnswer.js';
import { useSettled } from './useSettled.js';

const forms = {
  scenario: 'a scenario, for arraysim run',
  vitest: 'a test, for vitest',
  trace: 'a trace, for arraysim replay',
} as const satisfies Record<ExportForm, string>;

/** The whole of what was done is written each time. */
const askedEveryMs = 1000;

/** What was done to the universe, to be kept: whoever runs it comes to the same trace. */
export function Export() {
  const { server, universe } = usePlace();
  const hash = useSettled(useHere((one) => one.hash) ?? '', askedEveryMs);
  const [form, setForm] = useState<ExportForm>('scenario');
  const { answer, refusal } = useAnswer(
    () => server.ask('/api/universes/{universe}/export/{form}', { universe, form }),
    [server, universe, form, hash],
  );
  return (
    <div class="export">
      <fieldset>
        <legend>What was done, as</legend>
        {(Object.keys(forms) as ExportForm[]).map((one) => (
          <label key={one}>
            <input type="radio" name="form" checked={one === form} onChange={() => setForm(one)} /> {forms[one]}
          </label>
        ))}
      </fieldset>
      {refusal !== null && <p class="message">{refusal}</p>}
      {answer !== null && answer.form === form && <Shown exported={answer} />}
    </div>
  );
}

function Shown({ exported: { fileName, text, hash } }: { readonly exported: Exported }) {
  const download = () => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
    link.download = fileName;
    link.click();
    // The browser has taken the text by the next turn.
    setTimeout(() => URL.revokeObjectURL(link.href));
  };
  return (
    <>
      <p class="tools">
        <b>{fileName}</b>
        <span class="buttons">
          <button type="button" onClick={download}>
            Download
          </button>
          <CopyButton text={text} what={fileName} />
        </span>
        <span class="dim">
          A run of it has the trace <code>{hash}</code>
        </span>
      </p>
      <Scroll label={`Text of ${fileName}`}>
        <pre>{text}</pre>
      </Scroll>
    </>
  );
}
