/** Body of a POST to `verify-api-key`: the key as it would be stored. Without one the stored key is tried. */
export interface VerifyApiKeyRequest {
  /** `nexus-hpke-v1.<key id>.<enc>.<ct>`. */
  sealed?: string;
}

/** What a try of the key with the configured model gave. */
export interface VerifyApiKeyResponse {
  verdict: 'valid' | 'invalid' | 'quota' | 'model_denied' | 'unreachable';
  /** The model that it was tried with. */
  model: string;
  /** In words, for people. */
  message: string;
  requestId: string;
}
