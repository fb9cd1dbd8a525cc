import type { LocaleMessages } from '../catalogue.ts';
import { zhCharts } from './zh/charts.ts';
import { zhConnection } from './zh/connection.ts';
import { zhFiles } from './zh/files.ts';
import { zhMachines } from './zh/machines.ts';
import { zhPlant } from './zh/plant.ts';
import { zhSession } from './zh/session.ts';

/** Simplified Chinese. A machine is 设备, so the device in one's hands is 本机. */
export const zh: LocaleMessages = {
  common: {
    missingTitle: '未连接到 Nexus',
    missingText:
      '请将此元素放入 <nexus-provider>，为其 nexus 属性设置一个实例，或在页面中调用一次 setDefaultNexus()。',
    signedOutTitle: '未登录',
    signedOutText: '登录后即可查看。',
    noPermissionTitle: '没有权限',
    noPermissionText: '您的角色不包含此权限。请向公司管理员申请。',
    noMembershipTitle: '尚未加入公司',
    noMembershipText: '您的账号不属于任何公司。请联系公司管理员邀请您。',
    suspendedTitle: '公司已停用',
    suspendedText: '整个公司的访问已暂停。请联系公司管理员。',
    overPlanTitle: '套餐不包含此功能',
    overPlanText: '贵公司的套餐不包含此功能。请联系公司管理员升级套餐。',
    offlineTitle: '无网络连接',
    offlineText: '尚未加载任何内容。网络恢复后会自动显示。',
    errorTitle: '无法加载',
    errorText: '服务器响应异常。',
    retry: '重试',
    loading: '正在加载',
    close: '关闭',
    cancel: '取消',
    undo: '撤销',
    remove: '删除',
    download: '下载',
  },
  ...zhMachines,
  ...zhPlant,
  ...zhCharts,
  ...zhFiles,
  ...zhConnection,
  ...zhSession,
};
