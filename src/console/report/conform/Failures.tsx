import { useState } from 'preact/hooks';
import type { ConformPage } from '../../../report/facts/conformPage.js';
import type { FailureFacts } from '../../../report/facts/failureFacts.js';
import { Copy, CopyLines } from '../../parts/Copy.js';
import { useInView } from '../../parts/inView.js';
import { Stepper } from '../../parts/Stepper.js';
import { BeforeAndAfter } from './BeforeAndAfter.js';
import { marks } from './Properties.js';

type Property = ConformPage['properties'][number];

/** Each property that does not hold, with the run that shows it. */
export function Failures({ broken }: { readonly broken: readonly Property[] }) {
  return (
    <>
      {broken.map(
        (property) => property.failure && <Failure key={property.name} {...property} failure={property.failure} />,
      )}
    </>
  );
}

function Failure({ name, level, verdict, statement, failure }: Property & { readonly failure: FailureFacts }) {
  const { steps, pictures, left } = failure;
  // The last of the run itself is the one that shows it.
  const [at, goTo] = useState(
    Math.max(
      0,
      steps.findLastIndex(({ number }) => !number.includes('.')),
    ),
  );
  const step = steps[at];
  const list = useInView<HTMLOListElement>(at);
  return (
    <section class={verdict === 'fail' ? 'panel failure' : 'panel'} id={name} aria-label={name}>
      <h2>
        <span class={marks[verdict].class}>{marks[verdict].mark}</span> {name} <span class="dim">{level}</span>
      </h2>
      <p class="dim">{statement}</p>
      <p class="message lines">{failure.message}</p>
      {failure.found.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <Copy text={failure.again} what={`the command that finds ${name} again`} />
      <CopyLines
        lines={failure.test}
        title="The same as a test of vitest, to be saved beside this page"
        what={`the test of ${name}`}
      />
      <CopyLines
        lines={failure.recorded}
        title="The same as a file for arraysim conform … --replay"
        what={`the recorded run of ${name}`}
      />
      <div class="walk">
        <div>
          <h3>
            Steps <span class="dim">{steps.length}</span>
          </h3>
          <Stepper
            at={at}
            last={steps.length - 1}
            goTo={goTo}
            what="step"
            text={step === undefined ? '' : `step ${step.number}`}
          />
          <ol class="lines" ref={list}>
            {steps.map(({ number, what, answer, where }, place) => (
              <li key={number} class={`${place === at ? 'current' : ''} ${number.includes('.') ? 'inner' : ''}`}>
                <button
                  type="button"
                  class="link"
                  aria-current={place === at ? 'step' : undefined}
                  onClick={() => goTo(place)}
                >
                  <span class="dim">{number}</span> {where !== null && `${where}: `}
                  {what}
                </button>
                {answer !== '' && <span class="answer"> → {answer}</span>}
              </li>
            ))}
          </ol>
          {left > 0 && <p class="dim">{left} more steps that probes did of their own are not shown.</p>}
        </div>
        <BeforeAndAfter pictures={pictures} step={step} />
      </div>
    </section>
  );
}
