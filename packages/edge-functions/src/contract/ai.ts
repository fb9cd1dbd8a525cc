/** What the `ai` function can be asked for. */
export type AiTask = 'ask' | 'diagnose' | 'inspect' | 'summarise';

/** A span of time, both ISO 8601 with a zone; `to` lies after `from`. */
export interface AiTimeRange {
  from: string;
  to: string;
}

/** One turn of a conversation. */
export interface AiMessage {
  role: 'user' | 'assistant';
  /** 1 to 8,000 characters. */
  text: string;
}

/** What every task may be given. */
interface AiRequestBase {
  /** BCP 47, for the language of the answer; English when missing. */
  locale?: string;
}

/** A question about the fleet. The last message is the person's. */
export interface AskRequest extends AiRequestBase {
  task: 'ask';
  /** Oldest first, 1 to 40. */
  messages: AiMessage[];
  /** What the person looks at now. */
  view?: { machineId?: string; range?: AiTimeRange };
}

/** What is wrong with one machine. */
export interface DiagnoseRequest extends AiRequestBase {
  task: 'diagnose';
  machineId: string;
  /** Last 24 hours when missing. */
  range?: AiTimeRange;
  /** What the person has noticed; at most 2,000 characters. */
  complaint?: string;
}

/** Whether a part on a quality image is good. The result is stored with the image. */
export interface InspectRequest extends AiRequestBase {
  task: 'inspect';
  /** Id of the quality image. */
  imageId: string;
  /** What to look for; at most 2,000 characters. */
  instructions?: string;
}

/** A report of a shift. */
export interface SummariseRequest extends AiRequestBase {
  task: 'summarise';
  /** At most 24 hours. */
  range: AiTimeRange;
}

/** Body of a POST to `ai`. */
export type AiTaskRequest = AskRequest | DiagnoseRequest | InspectRequest | SummariseRequest;

/** Where a statement comes from. Every one was among what the tools returned for this request. */
export interface Citation {
  /** As the text names it: `r1`. */
  ref: string;
  machineId: string | null;
  machineName: string | null;
  /** `vibration`, `temperature`, `rpm`, `power_kwh`, `health` or `status`; null for documents and images. */
  metric: string | null;
  /** ISO 8601; null where the statement has no time. */
  from: string | null;
  to: string | null;
  /** Id of the document or quality image. */
  documentId: string | null;
  imageId: string | null;
}

/** Text with citations as `[r1]`. `uncited` are the numbers in it that no citation stands behind, as offsets in UTF-16 units. */
export interface CitedText {
  text: string;
  uncited: { start: number; end: number }[];
}

/** 0 to 1. */
export type Confidence = number;

/** Result of `diagnose`. */
export interface Diagnosis {
  summary: CitedText;
  findings: { statement: CitedText; severity: 'normal' | 'watch' | 'act' }[];
  causes: { statement: CitedText; confidence: Confidence }[];
  nextSteps: { statement: CitedText; urgency: 'now' | 'soon' | 'planned' }[];
}

/** One defect; the box in shares of the picture's width and height, 0 to 1, from the top left. */
export interface Defect {
  label: string;
  confidence: Confidence;
  box: { x: number; y: number; width: number; height: number } | null;
}

/** Result of `inspect`. */
export interface Inspection {
  verdict: 'pass' | 'fail';
  confidence: Confidence;
  defects: Defect[];
  remark: string;
}

/** Result of `summarise`. */
export interface ShiftReport {
  headline: CitedText;
  sections: { title: string; points: CitedText[] }[];
}

/** What the month still holds. */
export interface AiAllowance {
  /** Requests begun this month (UTC), this one included. */
  used: number;
  /** Null: no limit. */
  allowed: number | null;
  /** ISO 8601. */
  resetsAt: string;
}

/**
 * What comes over the stream: `text/event-stream`, each event's `data` one of these as JSON. The last one is `done` or
 * `failed`; a stream that ends without either was cut off.
 */
export type AiStreamEvent =
  | {
      type: 'started';
      requestId: string;
      aiRequestId: string;
      model: string;
      usedOwnKey: boolean;
      allowance: AiAllowance;
    }
  /** The model looks something up. `count` is how much came back. */
  | { type: 'tool'; name: string; state: 'running' | 'done' | 'failed'; count?: number }
  /** More of the answer of `ask`. */
  | { type: 'text'; text: string }
  /** Told before the text or result that names it. */
  | { type: 'citation'; citation: Citation }
  | { type: 'answer'; answer: CitedText }
  | { type: 'diagnosis'; diagnosis: Diagnosis }
  | { type: 'inspection'; inspection: Inspection }
  | { type: 'report'; report: ShiftReport }
  /** `isCutShort`: the model came to its limit of output, so that the answer ends early. */
  | { type: 'done'; inputTokens: number; outputTokens: number; isCutShort?: true }
  | { type: 'failed'; problem: import('./problem.ts').Problem };
