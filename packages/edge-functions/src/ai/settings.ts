import type { Context } from '../internal/deps.ts';

/** What the operator decides of how the model is used. */
export interface AiSettings {
  readonly model: string;
  /** Where Gemini's API is; undefined for Google's own. */
  readonly baseUrl: string | undefined;
  /** Undefined leaves it to the model, which is what its makers advise for models that think. */
  readonly temperature: number | undefined;
  /** Of one turn, thinking included. */
  readonly maxOutputTokens: number;
  /** How often the model may look things up before it has to answer. */
  readonly maxTurns: number;
}

const DEFAULT_MODEL = 'gemini-3.8-flash';

/** @throws Error for a setting that is no such value: the operator's mistake, told in the log */
export function aiSettings({ env }: Pick<Context, 'env'>): AiSettings {
  const model = env('NEXUS_AI_MODEL') || DEFAULT_MODEL;
  // It becomes a part of a path.
  if (!/^[\w.-]{1,100}$/.test(model)) throw new Error('NEXUS_AI_MODEL is no name of a model');
  return {
    model,
    baseUrl: env('NEXUS_GEMINI_BASE_URL') || undefined,
    temperature: number(env, 'NEXUS_AI_TEMPERATURE', undefined, 0, 2),
    maxOutputTokens: number(env, 'NEXUS_AI_MAX_OUTPUT_TOKENS', 8_192, 1, 1_000_000),
    maxTurns: number(env, 'NEXUS_AI_MAX_TURNS', 6, 0, 50),
  };
}

function number<Default extends number | undefined>(
  env: Context['env'],
  name: string,
  otherwise: Default,
  least: number,
  most: number,
): number | Default {
  const text = env(name);
  if (!text) return otherwise;
  const value = Number(text);
  if (!(value >= least && value <= most)) throw new Error(`${name} is not between ${least} and ${most}`);
  return value;
}
