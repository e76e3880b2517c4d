package vn.caunoi.delivery;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param pacing false for the benchmark alone: no account's rate is kept
 * @param parallelism sends under way at once in one lane
 * @param lease how long a lane stays with a node that no longer answers
 * @param sendTimeout after this a send counts as unknown; above the time-outs of the channels
 * @param keepTexts how long a text that was sent is kept
 */
@ConfigurationProperties("caunoi.delivery")
record DeliverySettings(@DefaultValue("true") boolean pacing, @DefaultValue("16") int parallelism, @DefaultValue("10s") Duration lease,
    @DefaultValue("30s") Duration sendTimeout, @DefaultValue("90d") Duration keepTexts) {}
