// Texts of `<nexus-telemetry-chart>` that come with a part of it. Languages know all of them as one room.

/** Menu, table and files. */
export const menuMessages = {
  name: 'telemetry-chart',
  english: {
    earlier: 'Earlier',
    later: 'Later',
    showTable: 'Show as table',
    hideTable: 'Hide table',
    saveCsv: 'Download as CSV',
    savePng: 'Download as picture',
    tableCaption: '{name}. One line for each {step}.',
    time: 'Time',
    note: 'Note',
    csvBusy: 'The CSV file is being made',
    csvDone: 'The CSV file is ready.',
    csvFailed: 'The CSV file could not be made. {reason}',
    csvStopped: 'The CSV file was given up.',
    pngDone: 'The picture is ready.',
    pngFailed: 'The picture could not be made.',
  },
} as const;

/** Annotations. */
export const notesMessages = {
  name: 'telemetry-chart',
  english: {
    notes: 'Notes',
    spokenNote: '{point}. Note {number}: {text}',
    noteSpan: '{from} – {to}',
  },
} as const;

/** The period that is compared with. */
export const formerMessages = {
  name: 'telemetry-chart',
  english: {
    spokenFormer: '{metric} {value} {unit}, {difference} against before',
    former: 'Before',
    previous: 'the period before',
    day: 'a day earlier',
    week: 'a week earlier',
    comparedWith: 'Dotted: {period}',
  },
} as const;
