/**
 * Characters that change how others are shown, or are not shown at all: controls, marks and overrides of direction,
 * zero-width ones. With them `report\u202Efdp.exe` would read `reportexe.pdf`. Joiners stay: emoji and Persian need them.
 */
const UNSEEN = /[\p{Cc}\u00AD\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/gu;

/** A name as it may be shown: what would deceive the eye stands as a replacement character. */
export function shownName(name: string): string {
  return name.replace(UNSEEN, '\uFFFD');
}

/** A name that any system can store a download under. */
export function savedName(name: string): string {
  const fit = name
    .replace(UNSEEN, '')
    .replace(/[\\/:*?"<>|]/g, '_')
    .replace(/^\.+/, '_')
    .trim();
  return [...fit].slice(-200).join('') || 'file';
}

/** Where a long name may be cut: before its ending, which says what it is. */
export function nameParts(name: string): readonly [stem: string, ending: string] {
  const dot = name.lastIndexOf('.');
  const isEnding = dot > 0 && name.length - dot <= 6;
  return isEnding ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
}
