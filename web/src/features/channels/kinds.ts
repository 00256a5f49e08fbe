import type { ConnectionKind } from '@/api/channels';

/** What a kind of connection wants to know, in the order it is asked. */
export interface KindShape {
  /** There is at most one, and this is its key. */
  only?: string;
  url?: 'required' | 'optional';
  /** How its secret is called. */
  secret?: 'secret' | 'password' | 'access_key_secret' | 'app_secret';
  settings: readonly string[];
  required: readonly string[];
  /** What its limit is where nothing is set. */
  perMinute?: number;
  /** Whom a test goes to. */
  recipient?: 'email' | 'phone';
}

export const KINDS: Record<ConnectionKind, KindShape> = {
  mail: {
    only: 'mail',
    secret: 'password',
    settings: ['host', 'tls', 'port', 'username', 'from'],
    required: ['host'],
    recipient: 'email',
  },
  sms: {
    only: 'sms',
    secret: 'access_key_secret',
    settings: [
      'supplier',
      'access-key-id',
      'signature',
      'template-id',
      'template-name',
      'sdk-app-id',
      'sender',
      'url',
      'prefix',
    ],
    required: ['supplier', 'access-key-id'],
    recipient: 'phone',
  },
  wecom_app: {
    only: 'wecom_app',
    url: 'optional',
    secret: 'app_secret',
    settings: ['corp-id', 'agent-id'],
    required: ['corp-id', 'agent-id'],
    recipient: 'phone',
  },
  wecom_robot: { url: 'required', settings: [], required: [], perMinute: 20 },
  dingtalk_robot: { url: 'required', secret: 'secret', settings: [], required: [], perMinute: 20 },
  feishu_robot: { url: 'required', secret: 'secret', settings: [], required: [], perMinute: 100 },
  webhook: { url: 'required', secret: 'secret', settings: [], required: [] },
  kuaidi100: { url: 'required', secret: 'secret', settings: [], required: [] },
  kdniao: { url: 'required', secret: 'secret', settings: [], required: [] },
};

/** The channels there is one of, and those there may be many of. */
export const SINGLE: readonly ConnectionKind[] = ['mail', 'sms', 'wecom_app'];
export const MANY: readonly ConnectionKind[] = [
  'wecom_robot',
  'dingtalk_robot',
  'feishu_robot',
  'webhook',
  'kuaidi100',
  'kdniao',
];

/** The providers of text messages; the first three are asked for what they need, the others for everything. */
export const SUPPLIERS = [
  'alibaba',
  'tencent',
  'huawei',
  'baidu',
  'jdcloud',
  'netease',
  'qiniu',
  'ctyun',
  'yunpian',
  'chuanglan',
  'zhutong',
  'cloopen',
  'emay',
  'unisms',
  'mysubmail',
  'luosimao',
  'jiguang',
  'lianlu',
  'dingzhong',
  'danmi',
  'yixintong',
  'buding_v2',
  'mas',
] as const;

const OF_SUPPLIER: Record<string, readonly string[]> = {
  alibaba: ['supplier', 'access-key-id', 'signature', 'template-id', 'template-name'],
  tencent: ['supplier', 'access-key-id', 'sdk-app-id', 'signature', 'template-id'],
  huawei: ['supplier', 'access-key-id', 'signature', 'sender', 'template-id', 'url'],
};

/** What is asked for, given what is chosen already. */
export function settingsOf(kind: ConnectionKind, settings: Readonly<Record<string, string>>): readonly string[] {
  const supplier = settings.supplier;
  return (kind === 'sms' && supplier !== undefined && OF_SUPPLIER[supplier]) || KINDS[kind].settings;
}

/** The names of settings as texts know them. */
export type SettingWord =
  | 'host'
  | 'port'
  | 'username'
  | 'from'
  | 'tls'
  | 'supplier'
  | 'access_key_id'
  | 'signature'
  | 'template_id'
  | 'template_name'
  | 'sdk_app_id'
  | 'sender'
  | 'url'
  | 'prefix'
  | 'corp_id'
  | 'agent_id';

export const wordOf = (setting: string) => setting.replaceAll('-', '_') as SettingWord;

/** The settings that a sentence explains. */
export const EXPLAINED = ['port', 'from', 'prefix'] as const;

/** The kinds whose secret a sentence explains. */
export const SECRET_EXPLAINED = ['dingtalk_robot', 'webhook', 'kuaidi100', 'kdniao'] as const;

/** The kinds that have an address. */
export type WithUrl =
  | 'wecom_app'
  | 'wecom_robot'
  | 'dingtalk_robot'
  | 'feishu_robot'
  | 'webhook'
  | 'kuaidi100'
  | 'kdniao';
