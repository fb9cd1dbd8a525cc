import type { Membership } from '@nexus-mfg/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import type { Trouble } from '../internal/error-info.ts';
import type { Words } from '../locale/words.ts';
import { roleName } from '../sign-in/role-name.ts';

/** Name, address, role and company; what stands in the way where there is no company. */
export function whoView(
  words: Words,
  email: string,
  membership: Membership | undefined,
  trouble: Trouble | undefined,
): TemplateResult {
  return html`<div class="who" id="who">
    ${membership?.fullName ? html`<p class="who-name"><bdi>${membership.fullName}</bdi></p>` : nothing}
    <p class="quiet"><bdi>${email}</bdi></p>
    ${membership ? html`<p class="quiet">${roleName(words, membership.role)}</p>` : nothing}
    ${membership ? html`<p class="who-company">${membership.tenant.brand.name ?? membership.tenant.name}</p>` : nothing}
    ${!membership && trouble ? html`<p>${trouble.title}</p><p class="quiet">${trouble.text}</p>` : nothing}
  </div>`;
}
