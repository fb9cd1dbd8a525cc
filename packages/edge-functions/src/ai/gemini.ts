// The one door to Google's client. The `web` entry, because the default one reads the environment.
import { type Content, FunctionCallingConfigMode, GoogleGenAI, type Part } from '@google/genai/web';
import type { Context } from '../internal/deps.ts';
import { answerRefusal, geminiRefusal, keyRefusal } from './gemini-refusal.ts';
import type { JsonSchema } from './json-schema.ts';
import type { AiSettings } from './settings.ts';

/** One turn of a conversation with the model. */
export type ModelContent = Content;
/** A piece of a turn. */
export type ModelPart = Part;

/** A function that the model may call. */
interface ModelTool {
  readonly name: string;
  readonly description: string;
  readonly parameters: JsonSchema;
}

/** What one turn of the model is asked with. */
interface ModelCall {
  readonly instructions: string;
  readonly contents: readonly ModelContent[];
  readonly tools?: readonly ModelTool[];
  /** Whether it may call them in this turn, or has to answer. */
  readonly mayCall?: boolean;
  /** The form of the answer; JSON instead of prose. Not together with tools. */
  readonly schema?: JsonSchema;
}

/** What one turn of the model gave. */
export interface ModelTurn {
  /** As the model gave them, to be handed back with the next turn: some carry signatures. */
  readonly content: ModelContent;
  readonly text: string;
  readonly calls: readonly { id?: string; name: string; args: unknown }[];
  /** It came to its limit of output. */
  readonly isCutShort: boolean;
}

/** Tokens used so far, by all turns of a request. */
interface Usage {
  inputTokens: number;
  outputTokens: number;
}

/** A model with the key of one request. */
export interface Model {
  readonly name: string;
  readonly usage: Usage;
  /**
   * Hands text on as it comes.
   *
   * @throws Refusal `ai_…` for whatever goes wrong up there, never with its words: they can show the key
   */
  turn(call: ModelCall, signal: AbortSignal, onText?: (text: string) => Promise<void>): Promise<ModelTurn>;
}

/** Once more after a short while where the provider stumbles before it has said anything. */
const RETRY = { attempts: 2, initialDelay: 0.3, jitter: 1, httpStatusCodes: [500, 502, 503, 504] };

/** @throws Refusal `ai_key_invalid` for what can be no key */
export function openModel(settings: AiSettings, apiKey: string, isOwnKey: boolean, context: Context): Model {
  // Checked here: as a header it would fail with the key in the error's words.
  if (!/^[\x21-\x7e]{1,512}$/.test(apiKey)) throw keyRefusal(isOwnKey);
  const client = new GoogleGenAI({
    apiKey,
    httpOptions: {
      ...(settings.baseUrl === undefined ? {} : { baseUrl: settings.baseUrl }),
      fetch: context.fetch,
      retryOptions: RETRY,
    },
  });
  const usage: Usage = { inputTokens: 0, outputTokens: 0 };
  const turn = async (
    call: ModelCall,
    signal: AbortSignal,
    onText: (text: string) => Promise<void>,
  ): Promise<ModelTurn> => {
    const stream = await client.models.generateContentStream(parametersOf(settings, call, signal));
    const parts: Part[] = [];
    const calls: ModelTurn['calls'][number][] = [];
    let text = '';
    let finish: string | undefined;
    let last: Usage = { inputTokens: 0, outputTokens: 0 };
    for await (const { candidates, promptFeedback, usageMetadata } of stream) {
      if (usageMetadata) {
        const { promptTokenCount = 0, toolUsePromptTokenCount = 0 } = usageMetadata;
        const { candidatesTokenCount = 0, thoughtsTokenCount = 0 } = usageMetadata;
        // Of the turn so far, not of the piece.
        usage.inputTokens += promptTokenCount + toolUsePromptTokenCount - last.inputTokens;
        usage.outputTokens += candidatesTokenCount + thoughtsTokenCount - last.outputTokens;
        last = {
          inputTokens: promptTokenCount + toolUsePromptTokenCount,
          outputTokens: candidatesTokenCount + thoughtsTokenCount,
        };
      }
      if (promptFeedback?.blockReason) throw answerRefusal('blocked');
      const [candidate] = candidates ?? [];
      for (const part of candidate?.content?.parts ?? []) {
        parts.push(part);
        if (part.functionCall) {
          const { id, name = '', args } = part.functionCall;
          calls.push({ ...(id === undefined ? {} : { id }), name, args: args ?? {} });
        } else if (part.text && !part.thought) {
          text += part.text;
          await onText(part.text);
        }
      }
      finish = candidate?.finishReason ?? finish;
    }
    checkFinish(finish);
    return { content: { role: 'model', parts }, text, calls, isCutShort: finish === 'MAX_TOKENS' };
  };
  return {
    name: settings.model,
    usage,
    turn: async (call, signal, onText = async () => undefined) => {
      try {
        return await turn(call, signal, onText);
      } catch (error) {
        throw geminiRefusal(error, settings.model, isOwnKey);
      }
    },
  };
}

function parametersOf(
  settings: AiSettings,
  { instructions, contents, tools = [], mayCall = false, schema }: ModelCall,
  signal: AbortSignal,
): Parameters<GoogleGenAI['models']['generateContentStream']>[0] {
  return {
    model: settings.model,
    contents: [...contents],
    config: {
      systemInstruction: instructions,
      abortSignal: signal,
      maxOutputTokens: settings.maxOutputTokens,
      ...(settings.temperature === undefined ? {} : { temperature: settings.temperature }),
      ...(schema === undefined ? {} : { responseMimeType: 'application/json', responseJsonSchema: schema }),
      ...(tools.length === 0
        ? {}
        : {
            tools: [
              {
                functionDeclarations: tools.map(({ name, description, parameters }) => ({
                  name,
                  description,
                  parametersJsonSchema: parameters,
                })),
              },
            ],
            toolConfig: {
              functionCallingConfig: {
                mode: mayCall ? FunctionCallingConfigMode.AUTO : FunctionCallingConfigMode.NONE,
              },
            },
          }),
    },
  };
}

const BLOCKED = ['SAFETY', 'RECITATION', 'BLOCKLIST', 'PROHIBITED_CONTENT', 'SPII'];

/** @throws Refusal unless the model came to an end that leaves an answer */
function checkFinish(finish: string | undefined): void {
  if (finish === 'STOP' || finish === 'MAX_TOKENS') return;
  // A stream that ends without saying why was broken off.
  if (finish === undefined) throw answerRefusal('broken');
  throw answerRefusal(BLOCKED.includes(finish) ? 'blocked' : 'malformed');
}
