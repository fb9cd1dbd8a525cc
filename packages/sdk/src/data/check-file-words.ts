import { invalid } from '../errors/invalid.ts';
import { type Defect, QUALITY_RESULTS, type QualityResult } from '../types/index.ts';

/** What is said about a file, of whichever kind. */
export interface FileWords {
  name?: string;
  description?: string | null;
  capturedAt?: string;
  result?: QualityResult | null;
  defects?: readonly Defect[];
  notes?: string | null;
}

const MAX_NAME = 255;
const MAX_TEXT = 4_000;
const MAX_DEFECTS = 100;
const MAX_LABEL = 120;
/** What the database takes as a time: a day, a time, and a zone. */
const TIME = /^[1-9]\d{3}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?([Zz]|[+-]\d\d(:?\d\d)?)$/;

/** The limits of tables `documents` and `quality_images`, told before anything is sent. @throws NexusError `validation_failed` */
export function checkFileWords(doing: string, said: FileWords): void {
  if (typeof said !== 'object' || said === null) {
    throw invalid(`Could not ${doing}: it is not said what.`, 'Give an object, for example { name }.');
  }
  const { name, capturedAt, result, defects } = said;
  if (name !== undefined && !isText(name, MAX_NAME)) {
    throw invalid(`Could not ${doing}: a name has 1 to ${MAX_NAME} characters.`, 'Give another name.', {
      name,
    });
  }
  for (const key of ['description', 'notes'] as const) {
    const text = said[key];
    if (text !== undefined && text !== null && !isText(text, MAX_TEXT)) {
      throw invalid(
        `Could not ${doing}: ${key} is not a text of 1 to ${MAX_TEXT} characters.`,
        'Shorten it, or give null where there is nothing to say.',
      );
    }
  }
  if (capturedAt !== undefined && (!TIME.test(capturedAt) || Number.isNaN(Date.parse(capturedAt)))) {
    throw invalid(
      `Could not ${doing}: capturedAt "${capturedAt}" is no time with a zone.`,
      'Give it as new Date().toISOString() does.',
    );
  }
  if (result !== undefined && result !== null && !QUALITY_RESULTS.includes(result)) {
    throw invalid(
      `Could not ${doing}: "${String(result)}" is no result of an inspection.`,
      `Use one of ${QUALITY_RESULTS.join(', ')}, or null.`,
    );
  }
  if (defects !== undefined && !Array.isArray(defects)) {
    throw invalid(
      `Could not ${doing}: defects are not a list.`,
      'Give a list; an empty one when there are none.',
    );
  }
  if (defects !== undefined && defects.length > MAX_DEFECTS) {
    throw invalid(
      `Could not ${doing}: ${defects.length} defects are more than ${MAX_DEFECTS}.`,
      'Give the most certain ones.',
    );
  }
  const broken = defects?.findIndex((defect) => !isDefect(defect)) ?? -1;
  if (broken >= 0) {
    throw invalid(
      `Could not ${doing}: defect ${broken} is not { label, confidence, box }.`,
      `A label has 1 to ${MAX_LABEL} characters; confidence and the four numbers of box are 0 to 1.`,
      { index: broken },
    );
  }
}

/**
 * What a file will be called: as somebody says, else as it is called itself; undefined where neither is a name.
 * @throws NexusError `validation_failed`, also for anything else that is said and cannot be
 */
export function nameOfFile(
  doing: string,
  said: FileWords,
  file: { readonly name?: unknown } | undefined,
): string | undefined {
  checkFileWords(doing, said);
  const own = said.name ?? file?.name;
  const name = typeof own === 'string' ? own.trim() : '';
  if (name === '') return undefined;
  checkFileWords(doing, { name });
  return name;
}

function isDefect(defect: Defect | null | undefined): boolean {
  const { label, confidence, box } = defect ?? {};
  const isPart = (value: unknown): boolean => typeof value === 'number' && value >= 0 && value <= 1;
  const isBox = Array.isArray(box) && box.length === 4 && box.every(isPart);
  return isText(label, MAX_LABEL) && isPart(confidence) && isBox;
}

/** The database counts characters, not the halves of which JavaScript makes some; blanks alone say nothing. */
function isText(text: unknown, most: number): boolean {
  return typeof text === 'string' && text.trim() !== '' && [...text].length <= most;
}
