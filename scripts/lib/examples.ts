/** A piece of code in a docstring or a page. */
export interface Example {
  file: string;
  /** Line of the file, from 1, on which the code begins. */
  line: number;
  code: string;
  isJsx: boolean;
}

const DOC_COMMENT = /\/\*\*[\s\S]*?\*\//g;
/** From `@example` to the next tag or the end of the comment. */
const EXAMPLE_TAG = /@example\b([\s\S]*?)(?=\n\s*\*\s*@\w|\s*\*\/)/g;
const FENCED = /^```(tsx?)\n([\s\S]*?)^```$/gm;

const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length;

/** Every `@example` of a source; each line of code is on the line that it has in the file. */
export function docstringExamples(file: string, text: string): Example[] {
  return [...text.matchAll(DOC_COMMENT)].flatMap(({ 0: comment, index: commentAt }) =>
    [...comment.matchAll(EXAMPLE_TAG)].map(({ 0: tag, 1: body = '', index }) => ({
      file,
      line: lineAt(text, commentAt + index + tag.indexOf(body)),
      code: body.replace(/\n\s*\*(?!\/) ?/g, '\n').replace(/^```\w*$/gm, ''),
      isJsx: false,
    })),
  );
}

/** Every fenced block of a page that is marked as `ts` or `tsx`. */
export function pageExamples(file: string, text: string): Example[] {
  return [...text.matchAll(FENCED)].map(({ 1: language, 2: code = '', index }) => ({
    file,
    line: lineAt(text, index) + 1,
    code,
    isJsx: language === 'tsx',
  }));
}

/**
 * Names that an example may use without saying where they come from. A docstring's example knows the names of its own
 * file besides. An example that declares or imports a name itself means its own.
 */
export const EXAMPLE_NAMES = `
import type { QueryClient } from '@tanstack/query-core';
import type * as sdk from '@nexus-mfg/sdk';
declare global {
  const nexus: sdk.Nexus;
  const createNexus: typeof sdk.createNexus;
  const isNexusError: typeof sdk.isNexusError;
  const SimulatedDataService: typeof import('@nexus-mfg/sdk/simulated').SimulatedDataService;
  const url: string;
  const publishableKey: string;
  const email: string;
  const password: string;
  const userId: string;
  const tenantId: string;
  const machineId: string;
  const id: string;
  const from: string;
  const to: string;
  const reading: sdk.Reading;
  const batch: readonly sdk.Reading[];
  const series: sdk.TelemetrySeries;
  const canvas: HTMLCanvasElement;
  const queryClient: QueryClient;
  /** A file that somebody chose. */
  const file: File;
  /** Where a stream goes to. */
  const target: WritableStream<Uint8Array>;
  /** Gives up what nobody wants any more. */
  const signal: AbortSignal;
  /** The page's own ways to show things. */
  function show(...things: unknown[]): void;
  function draw(...things: unknown[]): void;
}
`;
