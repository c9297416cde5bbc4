/** What the contract says of one role; the generated table holds one of these each. */
export interface RoleGrant {
  readonly title: string;
  readonly description: string;
  /** Each as `resource:action`. */
  readonly permissions: readonly string[];
}
