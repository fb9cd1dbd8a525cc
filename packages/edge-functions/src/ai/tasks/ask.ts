import type { AskRequest } from '../../contract/index.ts';
import { CitedWriter } from '../cited-text.ts';
import { answerRefusal } from '../gemini-refusal.ts';
import { toContents } from '../history.ts';
import { instructionsFor } from '../instructions.ts';
import { talk, type Work } from '../look-up.ts';
import { uncitedNumbers } from '../uncited-numbers.ts';
import type { TaskEnd } from './task.ts';

/** Answers a question, word by word. */
export async function ask(asked: AskRequest, work: Work): Promise<TaskEnd> {
  const writer = new CitedWriter(work.references, work.told);
  const tell = async ({ text, citations }: ReturnType<CitedWriter['push']>): Promise<void> => {
    for (const citation of citations) await work.send({ type: 'citation', citation });
    if (text !== '') await work.send({ type: 'text', text });
  };
  const { isCutShort } = await talk(
    work,
    instructionsFor('ask', asked.locale, new Date()),
    toContents(asked),
    async (piece) => tell(writer.push(piece)),
  );
  await tell(writer.end());
  const text = writer.whole;
  if (text.trim() === '') throw answerRefusal('malformed');
  await work.send({
    type: 'answer',
    answer: { text, uncited: uncitedNumbers(text, work.references.names) },
  });
  return { isCutShort };
}
