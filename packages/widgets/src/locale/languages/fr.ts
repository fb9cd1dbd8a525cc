import type { LocaleMessages } from '../catalogue.ts';
import { frCharts } from './fr/charts.ts';
import { frConnection } from './fr/connection.ts';
import { frFiles } from './fr/files.ts';
import { frMachines } from './fr/machines.ts';
import { frPlant } from './fr/plant.ts';
import { frSession } from './fr/session.ts';

/** French: formal address, buttons in the infinitive, narrow no-break spaces before tall punctuation. */
export const fr: LocaleMessages = {
  common: {
    missingTitle: 'Non relié à Nexus',
    missingText:
      'Placez cet élément dans un <nexus-provider>, donnez une instance à sa propriété nexus ou appelez une fois setDefaultNexus() dans la page.',
    signedOutTitle: 'Session fermée',
    signedOutText: 'Connectez-vous pour voir ceci.',
    noPermissionTitle: 'Pas d’autorisation',
    noPermissionText:
      'Votre rôle ne comprend pas ceci. Demandez ce droit à l’administration de votre entreprise.',
    noMembershipTitle: 'Pas encore d’entreprise',
    noMembershipText:
      'Votre compte n’appartient à aucune entreprise. Demandez une invitation à l’administration de votre entreprise.',
    suspendedTitle: 'Entreprise suspendue',
    suspendedText:
      'L’accès est en pause pour toute l’entreprise. Adressez-vous à l’administration de votre entreprise.',
    overPlanTitle: 'Hors de votre forfait',
    overPlanText:
      'Le forfait de votre entreprise ne comprend pas ceci. Demandez-en un plus grand à l’administration de votre entreprise.',
    offlineTitle: 'Pas de connexion',
    offlineText: 'Rien n’a encore été chargé. L’affichage se fera tout seul dès le retour du réseau.',
    errorTitle: 'Le chargement a échoué',
    errorText: 'Le serveur n’a pas répondu comme prévu.',
    retry: 'Réessayer',
    loading: 'Chargement',
    close: 'Fermer',
    cancel: 'Annuler',
    undo: 'Annuler',
    remove: 'Supprimer',
    download: 'Télécharger',
  },
  ...frMachines,
  ...frPlant,
  ...frCharts,
  ...frFiles,
  ...frConnection,
  ...frSession,
};
