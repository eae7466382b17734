export { SignInView } from './sign-in-view.tsx';
export type { SignInActions } from './sign-in-view.tsx';
