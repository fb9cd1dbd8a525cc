import type { LocaleMessages } from '../catalogue.ts';
import { arCharts } from './ar/charts.ts';
import { arConnection } from './ar/connection.ts';
import { arFiles } from './ar/files.ts';
import { arMachines } from './ar/machines.ts';
import { arPlant } from './ar/plant.ts';
import { arSession } from './ar/session.ts';

/**
 * Arabic: nouns for buttons, and all six plural forms. What would lose its order in text that runs from right to left
 * is isolated: U+2068 to U+2069.
 */
export const ar: LocaleMessages = {
  common: {
    missingTitle: 'غير متصل بـ Nexus',
    missingText:
      'ضع هذا العنصر داخل \u2068<nexus-provider>\u2069، أو عيّن مثيلًا للخاصية nexus، أو استدعِ \u2068setDefaultNexus()\u2069 مرة واحدة في الصفحة.',
    signedOutTitle: 'لم يُسجَّل الدخول',
    signedOutText: 'سجّل الدخول لعرض هذا المحتوى.',
    noPermissionTitle: 'لا صلاحية',
    noPermissionText: 'دورك لا يشمل هذه الصلاحية. اطلبها من مسؤول شركتك.',
    noMembershipTitle: 'لا شركة بعد',
    noMembershipText: 'حسابك لا ينتمي إلى أي شركة. اطلب دعوة من مسؤول شركتك.',
    suspendedTitle: 'الشركة موقوفة',
    suspendedText: 'الوصول متوقف مؤقتًا للشركة كلها. راجع مسؤول شركتك.',
    overPlanTitle: 'غير مشمول في باقتك',
    overPlanText: 'باقة شركتك لا تشمل هذا. اطلب باقة أكبر من مسؤول شركتك.',
    offlineTitle: 'لا اتصال',
    offlineText: 'لم يُحمَّل شيء بعد. سيظهر المحتوى تلقائيًا عند عودة الشبكة.',
    errorTitle: 'تعذّر التحميل',
    errorText: 'لم يستجب الخادم كما هو متوقع.',
    retry: 'إعادة المحاولة',
    loading: 'جارٍ التحميل',
    close: 'إغلاق',
    cancel: 'إلغاء',
    undo: 'تراجع',
    remove: 'حذف',
    download: 'تنزيل',
  },
  ...arMachines,
  ...arPlant,
  ...arCharts,
  ...arFiles,
  ...arConnection,
  ...arSession,
};
