/** Every text an element says, in one place, so that a locale can replace them together. */
export const MESSAGES = {
  missingTitle: 'Not connected to Nexus',
  missingText: 'Put this element inside a <nexus-provider>, or set its nexus property to an instance.',
  signedOutTitle: 'Signed out',
  signedOutText: 'Sign in to see this.',
  noPermissionTitle: 'No permission',
  noPermissionText: 'Your role does not include this. Ask the administrator of your company for the right.',
  noMembershipTitle: 'No company yet',
  noMembershipText:
    'Your sign-in does not belong to a company. Ask the administrator of your company to invite you.',
  suspendedTitle: 'Company suspended',
  suspendedText: 'Access is paused for the whole company. Ask the administrator of your company.',
  offlineTitle: 'No connection',
  offlineText: 'Nothing has been loaded yet. It appears by itself once the network is back.',
  errorTitle: 'This could not be loaded',
  errorText: 'The server did not answer as expected.',
  retry: 'Try again',
  loading: 'Loading',
} as const;
