export { OutlookPanel } from './outlook-panel.tsx';
