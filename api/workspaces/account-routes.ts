import { DEMO_SIGN_IN } from '../../prisma/demo-people.ts';
import { done } from '../http/done.ts';
import { api } from '../http/implement.ts';
import {
  changeAddress,
  changePassword,
  forgotPassword,
  resendVerification,
  resetPassword,
  signIn,
  signOut,
  signUp,
  updateMe,
  verifyAddress,
} from './account.ts';

/** The endpoints of a person's account. */
export const accountRoutes = {
  getAbout: api.account.getAbout.handler(({ context: { deps } }) => ({
    isDemo: deps.isDemo,
    demoSignIn: deps.isDemo ? DEMO_SIGN_IN : null,
  })),
  signUp: api.account.signUp.handler(done(signUp)),
  signIn: api.account.signIn.handler(done(signIn)),
  signOut: api.account.signOut.handler(done(signOut)),
  forgotPassword: api.account.forgotPassword.handler(done(forgotPassword)),
  resetPassword: api.account.resetPassword.handler(done(resetPassword)),
  verifyAddress: api.account.verifyAddress.handler(done(verifyAddress)),
  resendVerification: api.account.resendVerification.handler(done(resendVerification)),
  updateMe: api.account.updateMe.handler(done(updateMe)),
  changePassword: api.account.changePassword.handler(done(changePassword)),
  changeAddress: api.account.changeAddress.handler(done(changeAddress)),
};
