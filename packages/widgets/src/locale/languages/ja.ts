import type { LocaleMessages } from '../catalogue.ts';
import { jaCharts } from './ja/charts.ts';
import { jaConnection } from './ja/connection.ts';
import { jaFiles } from './ja/files.ts';
import { jaMachines } from './ja/machines.ts';
import { jaPlant } from './ja/plant.ts';
import { jaSession } from './ja/session.ts';

/** Japanese: polite sentences, and nouns for buttons. A machine is 設備, the device in one's hands 端末. */
export const ja: LocaleMessages = {
  common: {
    missingTitle: 'Nexusに接続されていません',
    missingText:
      'この要素を<nexus-provider>の中に置くか、nexusプロパティにインスタンスを設定するか、ページで一度setDefaultNexus()を呼び出してください。',
    signedOutTitle: 'サインインしていません',
    signedOutText: '表示するにはサインインしてください。',
    noPermissionTitle: '権限がありません',
    noPermissionText: '現在のロールにはこの権限がありません。会社の管理者に権限を依頼してください。',
    noMembershipTitle: '所属する会社がありません',
    noMembershipText: 'このアカウントはどの会社にも所属していません。会社の管理者に招待を依頼してください。',
    suspendedTitle: '会社の利用が停止されています',
    suspendedText: '会社全体のアクセスが一時停止されています。会社の管理者にお問い合わせください。',
    overPlanTitle: 'プランに含まれていません',
    overPlanText:
      '会社のプランにこの機能は含まれていません。上位プランについては会社の管理者にご相談ください。',
    offlineTitle: '接続がありません',
    offlineText: 'まだ何も読み込まれていません。ネットワークが復旧すると自動的に表示されます。',
    errorTitle: '読み込めませんでした',
    errorText: 'サーバーから正しい応答がありませんでした。',
    retry: '再試行',
    loading: '読み込み中',
    close: '閉じる',
    cancel: 'キャンセル',
    undo: '元に戻す',
    remove: '削除',
    download: 'ダウンロード',
  },
  ...jaMachines,
  ...jaPlant,
  ...jaCharts,
  ...jaFiles,
  ...jaConnection,
  ...jaSession,
};
