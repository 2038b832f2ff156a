import { z } from 'zod';
import type { InterfaceLanguage } from '#platform/i18n';

const color = z.string().regex(/^#[0-9a-f]{6}$/i);

/** What a district sets for itself; kept in `tenant.settings`. */
export const districtSettingsSchema = z.object({
  /** Accent colours on light and dark ground; contrast is checked when they are set. */
  accent: color.default('#0a5c6b'),
  accentDark: color.default('#7fd0dd'),
  /** Impressum (§ 5 DDG): the bodies that answer for the site. */
  legal: z
    .object({
      authority: z.string().min(1),
      address: z.string().min(1),
      representative: z.string().min(1),
      email: z.string().min(3),
      phone: z.string().min(3),
      privacyOfficer: z.string().min(1),
    })
    .optional(),
});

export type DistrictSettings = z.output<typeof districtSettingsSchema>;

/** A district (Kreis or kreisfreie Stadt) of this installation. */
export interface Tenant {
  readonly id: string;
  readonly slug: string;
  /** Five digits. */
  readonly ags: string;
  /** Interface language tag → name; German always there. */
  readonly names: Readonly<Record<string, string>>;
  readonly settings: DistrictSettings;
  readonly contentVersion: number;
  /** When the version was raised last. */
  readonly contentChangedAt: Date;
  /** Loaded as a demonstration; every page says so. */
  readonly demonstration: boolean;
}

export function tenantName(tenant: Tenant, language: InterfaceLanguage): string {
  return tenant.names[language.tag] ?? tenant.names.de ?? tenant.slug;
}
