/** What the AI is asked, and what comes back; see the edge function `ai`. */
export type {
  AiAllowance,
  AiMessage,
  AiStreamEvent,
  AiTask,
  AiTaskRequest,
  AiTimeRange,
  AskRequest,
  Citation,
  CitedText,
  DiagnoseRequest,
  Diagnosis,
  Inspection,
  InspectRequest,
  ShiftReport,
  SummariseRequest,
} from '@nexus-mfg/edge-functions/contract';

/** Whether the tenant has an AI key of its own. The key itself is never read back. */
export interface AiKeyStatus {
  /** False: the platform's key is used, as far as the plan allows. */
  hasKey: boolean;
  /** Last four characters. */
  hint: string | null;
  /** Which sealing key it is sealed with. */
  keyId: string | null;
  /** ISO 8601. */
  updatedAt: string | null;
}

/** The public key that an AI key is sealed with before it leaves the browser. */
export interface SealingKey {
  /** Goes into {@link SealedAiKey.sealed}, so that the function knows which key opens it. */
  keyId: string;
  /** X25519, base64url. */
  publicKey: string;
}

/** A sealed AI key: `nexus-hpke-v1.<key id>.<enc>.<ct>`, and the last four characters of the key inside. */
export interface SealedAiKey {
  /** Only the AI function can open it. */
  sealed: string;
  /** Last four characters of the key, for people to recognise it by. */
  hint: string;
}

/** One request to the AI, as it is counted. */
export interface AiRequest {
  /** UUID. */
  id: string;
  /** Account that asked; null when it is gone. */
  userId: string | null;
  /** What was asked for, for example `chat`. */
  task: string;
  /** Model that answered, as its maker names it. */
  model: string;
  /** `started` until it is finished. */
  outcome: 'started' | 'succeeded' | 'failed' | 'refused' | 'cancelled';
  /** Whether the tenant's own key paid for it. */
  usedOwnKey: boolean;
  /** Tokens of the question; null until it is known. */
  inputTokens: number | null;
  /** Tokens of the answer; null until it is known. */
  outputTokens: number | null;
  /** Why it failed or was refused; null otherwise. */
  errorCode: string | null;
  /** Only where the tenant keeps prompts. */
  prompt: string | null;
  /** ISO 8601. */
  createdAt: string;
  /** ISO 8601; null while it runs. */
  finishedAt: string | null;
}
