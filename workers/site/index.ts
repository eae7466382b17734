export { createFollower, type Follower } from './follower.ts';
export { createComplexWatch, type ComplexWatch } from './complex-watch.ts';
