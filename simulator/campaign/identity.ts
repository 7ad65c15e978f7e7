/** Who a campaign group is in the configuration; all of it goes into every notification. */
export interface GroupIdentity {
  readonly tenantName: string;
  readonly tenantCcid: string;
  readonly campaignGroupName: string;
  /** The agent or place group. */
  readonly groupName: string;
  /** Null where the configuration has none; so too the template. */
  readonly campaignName: string | null;
  readonly campaignTemplateName: string | null;
  /** The Voice Transfer Destination DN. */
  readonly queueName: string;
}
