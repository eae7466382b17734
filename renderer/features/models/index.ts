export { ModelsView } from './models-view.tsx';
