import type { FileRules } from '@nexus-mfg/sdk';
import type { Words } from '../locale/words.ts';
import { fileError, refusalText } from './file-errors.ts';
import { filesMessages } from './messages.ts';
import type { UploadRow } from './upload-queue.ts';

/** What there is to say about a file on its way, in one line. */
export function uploadText(words: Words, row: UploadRow, rules: FileRules): string {
  switch (row.state) {
    case 'refused':
      return refusalText(words, row.refusal ?? 'type', row.totalBytes, rules);
    case 'failed':
      return fileError(words, row.error);
    case 'uploading':
      return row.sentBytes >= row.totalBytes
        ? words.text(filesMessages, 'finishing')
        : sendingText(words, row);
    default:
      return words.text(filesMessages, row.state);
  }
}

function sendingText(words: Words, { sentBytes, totalBytes, bytesPerSecond }: UploadRow): string {
  const percent = words.percent(sentBytes / totalBytes);
  if (bytesPerSecond <= 0) {
    const [sent, total] = [words.bytes(sentBytes), words.bytes(totalBytes)];
    return words.text(filesMessages, 'sending', { percent, sent, total });
  }
  const remaining = remainingText(words, (totalBytes - sentBytes) / bytesPerSecond);
  return words.text(filesMessages, 'sendingFast', { percent, speed: words.bytes(bytesPerSecond), remaining });
}

function remainingText(words: Words, seconds: number): string {
  if (seconds >= 90) return words.text(filesMessages, 'minutesLeft', { count: Math.round(seconds / 60) });
  // In steps: a figure that changes with each measurement says more than is known.
  const step = seconds > 10 ? 5 : 1;
  return words.text(filesMessages, 'secondsLeft', { count: Math.max(1, Math.round(seconds / step) * step) });
}
