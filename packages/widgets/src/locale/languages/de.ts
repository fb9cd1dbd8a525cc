import type { LocaleMessages } from '../catalogue.ts';
import { deCharts } from './de/charts.ts';
import { deConnection } from './de/connection.ts';
import { deFiles } from './de/files.ts';
import { deMachines } from './de/machines.ts';
import { dePlant } from './de/plant.ts';
import { deSession } from './de/session.ts';

/** German: formal address, and buttons in the infinitive. */
export const de: LocaleMessages = {
  common: {
    missingTitle: 'Nicht mit Nexus verbunden',
    missingText:
      'Setzen Sie dieses Element in einen <nexus-provider>, geben Sie ihm eine Instanz über die Eigenschaft nexus oder rufen Sie einmal auf der Seite setDefaultNexus() auf.',
    signedOutTitle: 'Abgemeldet',
    signedOutText: 'Melden Sie sich an, um dies zu sehen.',
    noPermissionTitle: 'Keine Berechtigung',
    noPermissionText:
      'Ihre Rolle umfasst dies nicht. Fragen Sie die Administration Ihrer Firma nach der Berechtigung.',
    noMembershipTitle: 'Noch keine Firma',
    noMembershipText:
      'Ihr Konto gehört zu keiner Firma. Bitten Sie die Administration Ihrer Firma um eine Einladung.',
    suspendedTitle: 'Firma gesperrt',
    suspendedText: 'Der Zugang ruht für die ganze Firma. Wenden Sie sich an die Administration Ihrer Firma.',
    overPlanTitle: 'Nicht in Ihrem Tarif',
    overPlanText:
      'Der Tarif Ihrer Firma umfasst dies nicht. Fragen Sie die Administration Ihrer Firma nach einem größeren.',
    offlineTitle: 'Keine Verbindung',
    offlineText:
      'Es wurde noch nichts geladen. Die Anzeige erscheint von selbst, sobald das Netz wieder da ist.',
    errorTitle: 'Dies konnte nicht geladen werden',
    errorText: 'Der Server hat nicht wie erwartet geantwortet.',
    retry: 'Erneut versuchen',
    loading: 'Wird geladen',
    close: 'Schließen',
    cancel: 'Abbrechen',
    undo: 'Rückgängig',
    remove: 'Löschen',
    download: 'Herunterladen',
  },
  ...deMachines,
  ...dePlant,
  ...deCharts,
  ...deFiles,
  ...deConnection,
  ...deSession,
};
