// Made by `npm run manifest` from the sources of the elements: change those instead.

import type {
  NexusConnectionStatus,
  NexusDocumentLibrary,
  NexusFileDeleteEvent,
  NexusFileOpenEvent,
  NexusFileUploadEvent,
  NexusFleetSummary,
  NexusFloorPlan,
  NexusHealthGauge,
  NexusLocaleChangeEvent,
  NexusMachineDetail,
  NexusMachineGrid,
  NexusMachineSelectEvent,
  NexusProvider,
  NexusQualityGallery,
  NexusRangeChangeEvent,
  NexusSignIn,
  NexusSignInSuccessEvent,
  NexusSignOutEvent,
  NexusSsoStartEvent,
  NexusTelemetryChart,
  NexusThemeChangeEvent,
  NexusTimeRange,
  NexusTimeZoneChangeEvent,
  NexusUserMenu,
  NexusWallDisplay,
} from '@nexus-mfg/widgets';

/** What markup can say of each element. Frameworks' types are made of it. */
export interface NexusElements {
  /** The live connection in shape and word, what waits on this device for the network, and what to do about it. */
  'nexus-connection-status': {
    element: NexusConnectionStatus;
    /** Properties that a page can set. */
    properties: Partial<Pick<NexusConnectionStatus, 'nexus' | 'since' | 'state' | 'view'>>;
    /** Attributes that are not named like their property. */
    attributes: Record<never, never>;
    events: Record<never, never>;
  };
  /** The company's documents: find, look at, upload, rename and delete them. */
  'nexus-document-library': {
    element: NexusDocumentLibrary;
    /** Properties that a page can set. */
    properties: Partial<
      Pick<NexusDocumentLibrary, 'label' | 'machineId' | 'nexus' | 'unlinked' | 'view' | 'viewOnly'>
    >;
    /** Attributes that are not named like their property. */
    attributes: {
      /** Machine whose files are shown at first; empty for the neighbours' machine, else all. */
      'machine-id'?: string | undefined;
      /** Offers no upload, no change and no deletion, whoever looks. Default false. */
      'view-only'?: true | '' | undefined;
    };
    events: {
      /** A person opened a document. Cancelable: the page then shows it. */
      'nexus-file-open': NexusFileOpenEvent;
      /** A document that a person gave has arrived. */
      'nexus-file-upload': NexusFileUploadEvent;
      /** A person wants to delete documents. Cancelable. */
      'nexus-file-delete': NexusFileDeleteEvent;
    };
  };
  /** The fleet in one look: counts by state, the machines to look at first, energy of the last day. */
  'nexus-fleet-summary': {
    element: NexusFleetSummary;
    /** Properties that a page can set. */
    properties: Partial<Pick<NexusFleetSummary, 'label' | 'nexus' | 'show' | 'unlinked' | 'view'>>;
    /** Attributes that are not named like their property. */
    attributes: Record<never, never>;
    events: {
      /** A person chose one of the machines to look at. Cancelable. */
      'nexus-machine-select': NexusMachineSelectEvent;
    };
  };
  /** Machines where they stand in the hall, live, for plans of one machine or of ten thousand. */
  'nexus-floor-plan': {
    element: NexusFloorPlan;
    /** Properties that a page can set. */
    properties: Partial<
      Pick<
        NexusFloorPlan,
        | 'label'
        | 'machines'
        | 'nexus'
        | 'planColumns'
        | 'planImage'
        | 'planRows'
        | 'selectedIds'
        | 'unlinked'
        | 'view'
      >
    >;
    /** Attributes that are not named like their property. */
    attributes: {
      /** URL of a picture of the hall. Its top left corner is the corner of column 0 and row 0. Default none. */
      'plan-image'?: string | undefined;
      /** How many columns the picture spans. Default 0: the picture is not shown. */
      'plan-columns'?: number | `${number}` | undefined;
      /** How many rows the picture spans. Default 0: the picture is not shown. */
      'plan-rows'?: number | `${number}` | undefined;
    };
    events: {
      /** A person chose a machine. Cancelable. */ 'nexus-machine-select': NexusMachineSelectEvent;
    };
  };
  /** A machine's health from 0 to 100 as an arc, a figure and a word, with the parts that explain it. */
  'nexus-health-gauge': {
    element: NexusHealthGauge;
    /** Properties that a page can set. */
    properties: Partial<
      Pick<
        NexusHealthGauge,
        | 'goodFrom'
        | 'label'
        | 'machineId'
        | 'nexus'
        | 'parts'
        | 'shape'
        | 'stale'
        | 'trend'
        | 'unlinked'
        | 'value'
        | 'view'
        | 'watchFrom'
      >
    >;
    /** Attributes that are not named like their property. */
    attributes: {
      /** Machine to follow while there is neither a value nor parts. Default empty: the one that the neighbours look at. */
      'machine-id'?: string | undefined;
      /** Scores from here on are `Watch`, those below `Act now`. 0 to below `goodFrom`. Default 50. */
      'watch-from'?: number | `${number}` | undefined;
      /** Scores from here on are `Good`. Above `watchFrom`, up to 100. Default 80. */
      'good-from'?: number | `${number}` | undefined;
    };
    events: Record<never, never>;
  };
  /** Everything about one machine: how it is and why, its values against what is usual, its past, and its facts. */
  'nexus-machine-detail': {
    element: NexusMachineDetail;
    /** Properties that a page can set. */
    properties: Partial<
      Pick<NexusMachineDetail, 'machineId' | 'nexus' | 'sections' | 'timeZone' | 'unlinked' | 'view'>
    >;
    /** Attributes that are not named like their property. */
    attributes: {
      /** Machine to show. Default empty: the one that the neighbours look at. */
      'machine-id'?: string | undefined;
      /** IANA name of the zone whose clocks are shown, for example `Europe/Berlin`. Default empty: the browser's. */
      'time-zone'?: string | undefined;
    };
    events: Record<never, never>;
  };
  /** All machines of the tenant as tiles, as rows or on the floor plan, live, for fleets of one or of ten thousand. */
  'nexus-machine-grid': {
    element: NexusMachineGrid;
    /** Properties that a page can set. */
    properties: Partial<
      Pick<
        NexusMachineGrid,
        | 'descending'
        | 'filter'
        | 'group'
        | 'health'
        | 'label'
        | 'layout'
        | 'machineType'
        | 'nexus'
        | 'noToolbar'
        | 'planColumns'
        | 'planImage'
        | 'planRows'
        | 'search'
        | 'selectedId'
        | 'selectedIds'
        | 'selection'
        | 'sort'
        | 'unlinked'
        | 'view'
      >
    >;
    /** Attributes that are not named like their property. */
    attributes: {
      /** A type of machine; empty for all, which is the default. */ 'machine-type'?: string | undefined;
      /** URL of a picture of the hall for the floor plan. Default none. */
      'plan-image'?: string | undefined;
      /** How many columns of the floor plan the picture spans. Default 0. */
      'plan-columns'?: number | `${number}` | undefined;
      /** How many rows of the floor plan the picture spans. Default 0. */
      'plan-rows'?: number | `${number}` | undefined;
      /** Leaves search, filters and layouts to the page. Default false. */
      'no-toolbar'?: true | '' | undefined;
      /** Id of the selected machine, with several of the one chosen last; empty for none. */
      'selected-id'?: string | undefined;
    };
    events: {
      /** A person changed which machines are selected. Cancelable. */
      'nexus-machine-select': NexusMachineSelectEvent;
    };
  };
  /** Gives the elements inside it a Nexus instance, the tenant's brand, a language and a common view. */
  'nexus-provider': {
    element: NexusProvider;
    /** Properties that a page can set. */
    properties: Partial<
      Pick<
        NexusProvider,
        | 'appearance'
        | 'density'
        | 'getSession'
        | 'locale'
        | 'nexus'
        | 'publishableKey'
        | 'theme'
        | 'url'
        | 'view'
      >
    >;
    /** Attributes that are not named like their property. */
    attributes: {
      /** Publishable key of the project; see `url`. */ 'publishable-key'?: string | undefined;
    };
    events: Record<never, never>;
  };
  /** Pictures of parts with what their inspection found. */
  'nexus-quality-gallery': {
    element: NexusQualityGallery;
    /** Properties that a page can set. */
    properties: Partial<
      Pick<
        NexusQualityGallery,
        'followsRange' | 'label' | 'machineId' | 'nexus' | 'result' | 'unlinked' | 'view' | 'viewOnly'
      >
    >;
    /** Attributes that are not named like their property. */
    attributes: {
      /** Shows pictures of the range of time that its neighbours look at, until somebody chooses another. Default false. */
      'follows-range'?: true | '' | undefined;
      /** Machine whose files are shown at first; empty for the neighbours' machine, else all. */
      'machine-id'?: string | undefined;
      /** Offers no upload, no change and no deletion, whoever looks. Default false. */
      'view-only'?: true | '' | undefined;
    };
    events: {
      /** A person opened a picture. Cancelable: the page then shows it. */
      'nexus-file-open': NexusFileOpenEvent;
      /** A picture that a person gave has arrived. */
      'nexus-file-upload': NexusFileUploadEvent;
      /** A person wants to delete pictures. Cancelable. */
      'nexus-file-delete': NexusFileDeleteEvent;
    };
  };
  /** Sign-in by password, mailed link or code, or the company's identity provider. Shows its slot once somebody is signed in. */
  'nexus-sign-in': {
    element: NexusSignIn;
    /** Properties that a page can set. */
    properties: Partial<
      Pick<
        NexusSignIn,
        | 'email'
        | 'methods'
        | 'nexus'
        | 'noBrand'
        | 'noComplete'
        | 'passwordMinLength'
        | 'redirectTo'
        | 'tenant'
        | 'view'
      >
    >;
    /** Attributes that are not named like their property. */
    attributes: {
      /** Leaves the form neutral and asks for no brand. Default false. */ 'no-brand'?: true | '' | undefined;
      /** Leaves links of mails and identity providers to the page: `nexus.session.completeSignIn`. Default false. */
      'no-complete'?: true | '' | undefined;
      /** Page that mails and identity providers lead back to; this one without its fragment when empty (default). */
      'redirect-to'?: string | undefined;
      /** Fewest characters of a new password, as the project has it. Default 12. */
      'password-min-length'?: number | `${number}` | undefined;
    };
    events: {
      /** A person signed in here. */ 'nexus-sign-in-success': NexusSignInSuccessEvent;
      /** A person is about to leave for the identity provider; cancelable, the page then goes there itself. */
      'nexus-sso-start': NexusSsoStartEvent;
    };
  };
  /** A machine's readings over time, live: one to four metrics, each unit with its own axis. */
  'nexus-telemetry-chart': {
    element: NexusTelemetryChart;
    /** Properties that a page can set. */
    properties: Partial<
      Pick<
        NexusTelemetryChart,
        | 'annotations'
        | 'compare'
        | 'data'
        | 'label'
        | 'machineId'
        | 'metrics'
        | 'nexus'
        | 'noRanges'
        | 'range'
        | 'thresholds'
        | 'timeZone'
        | 'unlinked'
        | 'view'
      >
    >;
    /** Attributes that are not named like their property. */
    attributes: {
      /** Machine to draw. Default empty: the one that the neighbours have selected. */
      'machine-id'?: string | undefined;
      /** IANA name of the zone whose clocks are shown, for example `Europe/Berlin`. Default empty: the browser's. */
      'time-zone'?: string | undefined;
      /** Leaves the choice of range to the page. Default false. */
      'no-ranges'?: true | '' | undefined;
    };
    events: {
      /** A person chose another time range, zoomed or moved the window. */
      'nexus-range-change': NexusRangeChangeEvent;
      /** A person chose another time zone. */
      'nexus-time-zone-change': NexusTimeZoneChangeEvent;
    };
  };
  /** Chooses a window of time: quick ranges, a calendar, start and end by date and time, and the time zone. */
  'nexus-time-range': {
    element: NexusTimeRange;
    /** Properties that a page can set. */
    properties: Partial<
      Pick<
        NexusTimeRange,
        | 'compact'
        | 'max'
        | 'min'
        | 'nexus'
        | 'plantTimeZone'
        | 'presets'
        | 'timeZone'
        | 'unlinked'
        | 'value'
        | 'view'
      >
    >;
    /** Attributes that are not named like their property. */
    attributes: {
      /** IANA name of the zone whose clocks are shown, for example `Europe/Berlin`. Default empty: the browser's. */
      'time-zone'?: string | undefined;
      /** IANA name of the zone that the plant is in, offered next to the browser's own. Default empty: not known. */
      'plant-time-zone'?: string | undefined;
    };
    events: {
      /** A person chose another time range. */ 'nexus-range-change': NexusRangeChangeEvent;
      /** A person chose another time zone. */
      'nexus-time-zone-change': NexusTimeZoneChangeEvent;
    };
  };
  /** Who is signed in, to which company, what its plan has left, and the way out. */
  'nexus-user-menu': {
    element: NexusUserMenu;
    /** Properties that a page can set. */
    properties: Partial<
      Pick<NexusUserMenu, 'compact' | 'languages' | 'nexus' | 'noTheme' | 'noUsage' | 'view'>
    >;
    /** Attributes that are not named like their property. */
    attributes: {
      /** Leaves out the choice of theme and density. Default false. */ 'no-theme'?: true | '' | undefined;
      /** Leaves out the plan and its use, and asks for neither. Default false. */
      'no-usage'?: true | '' | undefined;
    };
    events: {
      /** A theme or density was chosen; cancelable. */ 'nexus-theme-change': NexusThemeChangeEvent;
      /** A language was chosen; cancelable. */
      'nexus-locale-change': NexusLocaleChangeEvent;
      /** A person is about to sign out; cancelable, the page then ends the session itself. */
      'nexus-sign-out': NexusSignOutEvent;
    };
  };
  /** A display on a wall: rotates views, survives nights, and shows its own health. */
  'nexus-wall-display': {
    element: NexusWallDisplay;
    /** Properties that a page can set. */
    properties: Partial<
      Pick<
        NexusWallDisplay,
        | 'alarmRotations'
        | 'dimFrom'
        | 'dimTo'
        | 'hold'
        | 'interval'
        | 'label'
        | 'nexus'
        | 'noAlarm'
        | 'noWakeLock'
        | 'pageKeys'
        | 'paused'
        | 'reloadAt'
        | 'staleAfter'
        | 'view'
      >
    >;
    /** Attributes that are not named like their property. */
    attributes: {
      /** For how many times `interval` an alarm stays in front, unless it is over before. Default 3. */
      'alarm-rotations'?: number | `${number}` | undefined;
      /** Leaves alarms to the views. */
      'no-alarm'?: true | '' | undefined;
      /** Without new data for longer than this the display says so, in s. Default 120. */
      'stale-after'?: number | `${number}` | undefined;
      /** Time of day from which the display is dimmed, for example `22:00`. */
      'dim-from'?: string | undefined;
      /** Time of day until which the display is dimmed, for example `05:30`. */
      'dim-to'?: string | undefined;
      /** Time of day at which the page loads anew, once a day, while it is connected and nobody is at it; also while it is stopped. Empty: never. */
      'reload-at'?: string | undefined;
      /** Lets the screen switch itself off. */
      'no-wake-lock'?: true | '' | undefined;
      /** The keys work wherever the focus is: for a page that is nothing but this display. */
      'page-keys'?: true | '' | undefined;
    };
    events: Record<never, never>;
  };
}
