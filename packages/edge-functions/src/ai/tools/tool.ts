import type * as v from 'valibot';
import type { Database } from '../../internal/supabase.ts';
import type { JsonSchema } from '../json-schema.ts';
import type { Source } from '../references.ts';

/** One thing that a tool found. It gets a ref by which the model cites it. */
export interface ToolItem {
  readonly from: Source;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What a tool found. */
export interface ToolAnswer {
  readonly items: readonly ToolItem[];
  /** What holds for all of them. */
  readonly about?: Readonly<Record<string, unknown>>;
}

/** What a tool may use: the caller's own rights, and nothing else. */
export interface ToolKit {
  readonly database: Database;
  readonly signal: AbortSignal;
}

/** A function that the model may call. */
export interface Tool<Args = unknown> {
  readonly name: string;
  readonly description: string;
  /** As the model is told. */
  readonly parameters: JsonSchema;
  /** As they are checked. */
  readonly args: v.GenericSchema<unknown, Args>;
  run(args: Args, kit: ToolKit): Promise<ToolAnswer>;
}

/** Thrown by a tool for an id that the caller does not see: whether it exists is not told. */
export class NotVisible extends Error {
  override readonly name = 'NotVisible';
}
