/** Plain, calm, and the same anatomy on a phone: there the list and the mail are two screens. */
export const MAILBOX_CSS = `
:root { color-scheme: light dark;
  --page: light-dark(#f6f7f9, #14171b); --surface: light-dark(#fff, #1c2026); --line: light-dark(#dfe3e8, #2e343c);
  --text: light-dark(#1a1f26, #e6e9ed); --quiet: light-dark(#5b6570, #9aa4b0); --accent: light-dark(#0b6bcb, #6cb2ff);
  --chosen: light-dark(#eaf2fb, #22303f); }
* { box-sizing: border-box; margin: 0; }
body { min-height: 100dvh; display: flex; flex-direction: column; background: var(--page); color: var(--text);
  font: 14px/1.45 system-ui, sans-serif; }
header { padding: 16px 24px; border-bottom: 1px solid var(--line); background: var(--surface); }
h1 { font-size: 20px; line-height: 1.2; }
h2 { font-size: 20px; line-height: 1.25; margin-bottom: 12px; overflow-wrap: anywhere; }
header p, .hint, dt, time, nav span { color: var(--quiet); }
main { flex: 1; display: grid; grid-template-columns: minmax(260px, 340px) 1fr; min-height: 0; }
nav { border-right: 1px solid var(--line); background: var(--surface); overflow-y: auto; }
nav a { display: grid; gap: 2px; padding: 12px 24px; color: inherit; text-decoration: none; border-bottom: 1px solid var(--line); }
nav a:hover, nav a[aria-current=true] { background: var(--chosen); }
nav strong { font-weight: 600; overflow-wrap: anywhere; }
nav span { overflow-wrap: anywhere; }
time { font-size: 12px; font-variant-numeric: tabular-nums; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: -2px; }
article { padding: 24px; min-width: 0; display: flex; flex-direction: column; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 12px; margin-bottom: 16px; }
dd { overflow-wrap: anywhere; }
iframe { flex: 1; width: 100%; min-height: 380px; border: 1px solid var(--line); border-radius: 8px; background: #fff; }
details { margin-top: 12px; }
summary { cursor: pointer; padding: 8px 0; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: 12px; border: 1px solid var(--line); border-radius: 8px; background: var(--surface); }
.hint { padding: 24px; max-width: 44ch; }
article .hint { padding: 0; }
.back { display: none; color: var(--accent); padding: 10px 0; }
@media (max-width: 720px) {
  main { grid-template-columns: 1fr; }
  header { padding: 12px 16px; } nav a { padding: 12px 16px; } article { padding: 16px; }
  nav { border-right: 0; }
  body:not(.reading) article, .reading nav { display: none; }
  .back { display: inline-block; }
}`;
