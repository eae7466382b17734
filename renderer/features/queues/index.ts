export { QueueSection } from './queue-section.tsx';
