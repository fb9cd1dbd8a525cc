/** What every element may have to say: troubles, waiting, and the words that mean the same everywhere. */
export const commonMessages = {
  name: 'common',
  english: {
    missingTitle: 'Not connected to Nexus',
    missingText:
      'Put this element inside a <nexus-provider>, set its nexus property to an instance, or call setDefaultNexus() once on the page.',
    signedOutTitle: 'Signed out',
    signedOutText: 'Sign in to see this.',
    noPermissionTitle: 'No permission',
    noPermissionText: 'Your role does not include this. Ask the administrator of your company for the right.',
    noMembershipTitle: 'No company yet',
    noMembershipText:
      'Your sign-in does not belong to a company. Ask the administrator of your company to invite you.',
    suspendedTitle: 'Company suspended',
    suspendedText: 'Access is paused for the whole company. Ask the administrator of your company.',
    overPlanTitle: 'Not in your plan',
    overPlanText:
      'The plan of your company does not include this. Ask the administrator of your company for a larger one.',
    offlineTitle: 'No connection',
    offlineText: 'Nothing has been loaded yet. It appears by itself once the network is back.',
    errorTitle: 'This could not be loaded',
    errorText: 'The server did not answer as expected.',
    retry: 'Try again',
    loading: 'Loading',
    close: 'Close',
    cancel: 'Cancel',
    undo: 'Undo',
    remove: 'Delete',
    download: 'Download',
  },
} as const;
