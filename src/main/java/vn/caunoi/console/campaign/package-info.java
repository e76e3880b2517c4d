/**
 * Campaigns and the event calendar in the console. May use every capability. Start reading at
 * {@link vn.caunoi.console.campaign.CampaignPages}.
 */
@NullMarked
package vn.caunoi.console.campaign;

import org.jspecify.annotations.NullMarked;
