export { answerOutlook, type OutlookAnswer, type OutlookReader } from './answer-outlook.ts';
