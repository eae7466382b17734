export { classLabel, isRoadUserClass } from './class-name.ts';
export type { Formats } from './format.ts';
export { alarmText, causeText, eventText } from './happening.ts';
export { LANGUAGES, useLanguage } from './language-store.ts';
export type { Language } from './language-store.ts';
export { busyText, dropText, processReasonText, reasonParts, reasonText } from './reason.ts';
export type { Key, Translate } from './translate.ts';
export { textIn, useText } from './use-text.ts';
export type { Text } from './use-text.ts';
