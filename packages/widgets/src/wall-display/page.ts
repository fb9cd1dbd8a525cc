/** What tests cannot let happen. */
export const page: { reload: () => void } = { reload: () => location.reload() };
