import type { LocaleMessages } from '../catalogue.ts';
import { esCharts } from './es/charts.ts';
import { esConnection } from './es/connection.ts';
import { esFiles } from './es/files.ts';
import { esMachines } from './es/machines.ts';
import { esPlant } from './es/plant.ts';
import { esSession } from './es/session.ts';

/** Spanish: formal address, and buttons in the infinitive. `many` is for whole millions: "1.000.000 de lecturas". */
export const es: LocaleMessages = {
  common: {
    missingTitle: 'Sin vincular a Nexus',
    missingText:
      'Coloque este elemento dentro de un <nexus-provider>, asigne una instancia a su propiedad nexus o llame una vez a setDefaultNexus() en la página.',
    signedOutTitle: 'Sesión cerrada',
    signedOutText: 'Inicie sesión para ver esto.',
    noPermissionTitle: 'Sin permiso',
    noPermissionText: 'Su rol no incluye esto. Pida el permiso a la administración de su empresa.',
    noMembershipTitle: 'Aún sin empresa',
    noMembershipText:
      'Su cuenta no pertenece a ninguna empresa. Pida una invitación a la administración de su empresa.',
    suspendedTitle: 'Empresa suspendida',
    suspendedText:
      'El acceso está en pausa para toda la empresa. Consulte a la administración de su empresa.',
    overPlanTitle: 'No incluido en su plan',
    overPlanText: 'El plan de su empresa no incluye esto. Pida uno mayor a la administración de su empresa.',
    offlineTitle: 'Sin conexión',
    offlineText: 'Todavía no se ha cargado nada. Aparecerá solo en cuanto vuelva la red.',
    errorTitle: 'No se ha podido cargar',
    errorText: 'El servidor no ha respondido como se esperaba.',
    retry: 'Reintentar',
    loading: 'Cargando',
    close: 'Cerrar',
    cancel: 'Cancelar',
    undo: 'Deshacer',
    remove: 'Eliminar',
    download: 'Descargar',
  },
  ...esMachines,
  ...esPlant,
  ...esCharts,
  ...esFiles,
  ...esConnection,
  ...esSession,
};
