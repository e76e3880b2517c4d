package vn.caunoi.conversation;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param workers messages answered at the same time; each holds a connection
 * @param queue messages that may wait for the next commit, in each of the two lanes; more are refused
 */
@ConfigurationProperties("caunoi.conversation")
record ConversationSettings(@DefaultValue("4") int workers, @DefaultValue("2000") int queue) {}
