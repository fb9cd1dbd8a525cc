/** Points that Page Up and Page Down leap over. */
const LEAP = 20;

/** Where a key puts the cursor among `count` points; null takes it away, undefined means the key is another's. */
export function cursorByKey(key: string, cursor: number | null, count: number): number | null | undefined {
  if (count === 0) return undefined;
  const last = count - 1;
  const from = cursor ?? last;
  const clamp = (index: number): number => Math.max(0, Math.min(last, index));
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return clamp(cursor === null ? last : from - 1);
    case 'ArrowRight':
    case 'ArrowUp':
      return clamp(from + 1);
    case 'PageDown':
      return clamp(from - LEAP);
    case 'PageUp':
      return clamp(from + LEAP);
    case 'Home':
      return 0;
    case 'End':
      return last;
    case 'Escape':
      return cursor === null ? undefined : null;
    default:
      return undefined;
  }
}
