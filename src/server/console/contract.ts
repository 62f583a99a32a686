import type { ChartFacts } from '../../report/facts/chartFacts.js';
import type { Fields, FilmedJobView, FilmedSynchronization } from '../../report/film/film.js';
import type {
  Comparison,
  Contents,
  Exported,
  HistoryQuery,
  Neighbourhood,
  Window,
  WindowQuery,
} from './contract/answers.js';
import type { ChangeForms, FaultForm, MethodForm, MethodTable, NamedFaultPlan, RowsOfCall } from './contract/forms.js';
import type {
  CallInFlight,
  Checkpoint,
  Decided,
  HistoryStep,
  PageVolume,
  TimeState,
  UniverseSummary,
} from './contract/state.js';

// What goes between the console's page and its server, as JSON has it: sizes are numbers of bytes, times are virtual milliseconds.
//
// The page is at `/`, and loads nothing beside it. It holds a token, `<meta name="arraysim-token" content="…">`, which the server puts
// where the built page has `<!-- token -->`. What asks is a GET of a path of `Questions`; what does something is a POST of
// `/api/universes/{universe}/{command}` with a body of `Commands` in JSON and the token as the header `x-arraysim-token`. What happens
// comes by itself, as server-sent events, from `/api/events`. A refusal has status 400 (404 for a universe that there is not) and the body
// `Refusal`; nothing has changed then. Texts are data, whatever is in them; those of more than 2,000 characters come cut, with their length,
// but for what is exported or compared.

/** The header that every POST has to have. */
export const tokenHeader = 'x-arraysim-token';

/** What is wrong with a request: the words of BadInputError, as they are. */
export interface Refusal {
  /** The whole of it, in a sentence. */
  readonly error: string;
  /** Which part of the request: 'body.by', or of what the array was given: 'CreateClone.TargetPool'. */
  readonly field: string;
  readonly expected: string;
  /** What was probably meant. */
  readonly suggestion: string | null;
}

// ---- what can be asked: GET

/** Paths, with what a query may have and what is answered. Parts in braces are values, to be written as URIs write them. */
export interface Questions {
  /** The methods that can be called, as the array's release has them. */
  readonly '/api/methods': { readonly query: NoQuery; readonly answer: readonly MethodForm[] };
  /** The rows of a method, in the order in which a call meets them, and its codes. */
  readonly '/api/methods/{method}': { readonly query: NoQuery; readonly answer: MethodTable };
  readonly '/api/charts': { readonly query: NoQuery; readonly answer: readonly ChartFacts[] };
  readonly '/api/faultForms': { readonly query: NoQuery; readonly answer: readonly FaultForm[] };
  /** The fault plans that come with arraysim. */
  readonly '/api/faultPlans': { readonly query: NoQuery; readonly answer: readonly NamedFaultPlan[] };
  /** The forms of what can be set, and of what can happen behind the service's back. */
  readonly '/api/changeForms': { readonly query: NoQuery; readonly answer: ChangeForms };
  readonly '/api/universes/{universe}/volumes': { readonly query: WindowQuery; readonly answer: Window<PageVolume> };
  readonly '/api/universes/{universe}/jobs': { readonly query: WindowQuery; readonly answer: Window<FilmedJobView> };
  readonly '/api/universes/{universe}/synchronizations': {
    readonly query: WindowQuery;
    readonly answer: Window<FilmedSynchronization>;
  };
  /** What is about an element: for the graph. */
  readonly '/api/universes/{universe}/around/{element}': { readonly query: NoQuery; readonly answer: Neighbourhood };
  /** What hosts read from a volume. */
  readonly '/api/universes/{universe}/contents/{volume}': { readonly query: NoQuery; readonly answer: Contents };
  readonly '/api/universes/{universe}/history': { readonly query: HistoryQuery; readonly answer: Window<HistoryStep> };
  /** The rows that a call has met so far, and why each of them answered or did not. */
  readonly '/api/universes/{universe}/calls/{call}/rows': { readonly query: NoQuery; readonly answer: RowsOfCall };
  readonly '/api/universes/{universe}/compare/{other}': { readonly query: NoQuery; readonly answer: Comparison };
  readonly '/api/universes/{universe}/export/{form}': { readonly query: NoQuery; readonly answer: Exported };
}

type NoQuery = Readonly<Record<never, never>>;

// ---- what can be done: POST /api/universes/{universe}/{command}

/** By the name of the command: what its body has, and what is answered. What comes of it in the universe comes by the events, which may
 * be there before the answer or after it.
 */
export interface Commands {
  /** Calls a method, from the call to its reply; time passes where it waits. Under a hold, or in real time, it stays in flight. */
  readonly call: { readonly body: CallBody; readonly answer: CallAnswer };
  /** Puts a call in flight, without its first step. */
  readonly begin: { readonly body: CallBody; readonly answer: { readonly call: string } };
  /** Does the next step of a call in flight. */
  readonly step: { readonly body: { readonly call: string }; readonly answer: CallInFlight };
  /** Runs a call in flight to its reply, and takes it. */
  readonly finish: { readonly body: { readonly call: string }; readonly answer: CallAnswer };

  /** Lets virtual time pass: '5 min', or milliseconds. */
  readonly advance: { readonly body: { readonly by: string | number }; readonly answer: Done };
  /** Goes on to the next timer; refused where there is none. */
  readonly next: { readonly body: Nothing; readonly answer: Done };
  /** Until no job starts, copies or stops and no call waits. */
  readonly settle: { readonly body: Nothing; readonly answer: Done };
  /** From now on time goes by itself, so many times as fast as the wall's; 0 pauses it. */
  readonly speed: { readonly body: { readonly speed: number }; readonly answer: TimeState };

  readonly discover: { readonly body: Nothing; readonly answer: Done };
  /** `array.set`: `{ change: { pool: 'gold', state: 'offline' } }`. */
  readonly set: { readonly body: { readonly change: Fields }; readonly answer: Done };
  /** Something behind the service's back; what the array refuses is an answer. */
  readonly outOfBand: {
    readonly body: { readonly change: Fields };
    readonly answer: Done & { readonly changed: boolean; readonly message: string };
  };
  /** What a host writes; what the array refuses is an answer. */
  readonly write: {
    readonly body: {
      readonly volume: string;
      readonly offset: string | number;
      readonly length: string | number;
      readonly tag: string;
    };
    readonly answer: Done & { readonly written: boolean; readonly message: string };
  };
  /** What operators do to a job: suspend, resume, terminate, kill, enterService, leaveService, query, answer. */
  readonly job: { readonly body: { readonly job: string; readonly control: string }; readonly answer: Done };

  /** Arms faults: by a form, or as text, which is a plan or a fault in the short form, in YAML or in JSON. */
  readonly arm: {
    readonly body:
      | { readonly form: string; readonly values: Readonly<Record<string, string>> }
      | { readonly text: string };
    readonly answer: Done & { readonly faults: readonly string[] };
  };
  /** Lets go on what is held by a tag. */
  readonly release: { readonly body: { readonly tag: string }; readonly answer: Done & { readonly released: number } };
  /** Ends all faults, or these. */
  readonly heal: { readonly body: { readonly faults?: readonly string[] | undefined }; readonly answer: Done };

  /** Gives this moment a name to come back to. */
  readonly checkpoint: { readonly body: { readonly name: string }; readonly answer: Checkpoint };
  /** Back to the moment after a step (0: the beginning), or to a checkpoint: what came after is gone. */
  readonly rewind: {
    readonly body: { readonly step: number } | { readonly checkpoint: string };
    readonly answer: Done;
  };
  /** One more universe, which goes on from here, or from after a step, paused. */
  readonly fork: {
    readonly body: { readonly label?: string | undefined; readonly step?: number | undefined };
    readonly answer: UniverseSummary;
  };
  readonly close: { readonly body: Nothing; readonly answer: Nothing };
}

type Nothing = Readonly<Record<never, never>>;

export interface CallBody {
  /** The element's id, or a name that only it has; the class's name for a service. */
  readonly on: string;
  readonly method: string;
  /** By the documents' names; those that are left out are not given. */
  readonly parameters?: Fields | undefined;
  /** Who calls; 'client' when left out. */
  readonly caller?: string | undefined;
}

/** A reply; or none: the call is in flight still, by a hold or since time does not pass, or the reply is lost. */
export interface CallAnswer extends Done {
  readonly call: string;
  /** Whether it is in flight still. */
  readonly inFlight: boolean;
  /** The out parameters with ReturnValue; null without a reply. */
  readonly reply: Fields | null;
  readonly decided: Decided | null;
}

/** What each command that changes a universe answers. */
export interface Done {
  /** The step that it was; the last one where nothing was to be done. */
  readonly step: number;
  readonly nowMs: number;
  readonly hash: string;
}
