export type FieldName = 'email' | 'password';
/** What is wrong, where it stands: at a field, or with the whole form. */
export type FieldErrors = Partial<Record<FieldName | 'form', string>>;

/** What can be said before anybody is asked. */
export function validate(email: string, password: string): FieldErrors {
  const errors: FieldErrors = {};
  if (email === '') errors.email = 'Enter your e-mail address.';
  else if (!/^\S+@\S+$/.test(email)) errors.email = 'An e-mail address has the form name@company.example.';
  if (password === '') errors.password = 'Enter your password.';
  return errors;
}

/** What the server said, in words of the form. Which of e-mail and password was wrong is never told. */
export function signInFailure(error: unknown): FieldErrors {
  const { code, message } = (typeof error === 'object' && error !== null ? error : {}) as {
    code?: string;
    message?: string;
  };
  switch (code) {
    case 'invalid_credentials':
      return { form: 'E-mail and password do not belong together. Check both and try again.' };
    case 'network_unreachable':
    case 'timeout':
      return { form: 'The server cannot be reached. Check the connection and try again.' };
    case 'rate_limited':
      return { form: 'Too many attempts. Wait a minute and try again.' };
    default:
      return { form: message ?? 'The sign-in failed. Try again.' };
  }
}
