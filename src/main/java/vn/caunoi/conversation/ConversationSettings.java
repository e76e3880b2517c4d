package vn.caunoi.conversation;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param workers rounds of answering at the same time, each of which holds a connection; 0: as many as there are processors, two to six
 * @param queue messages that may wait for the next commit, in each of the two lanes; more are refused
 */
@ConfigurationProperties("caunoi.conversation")
record ConversationSettings(@DefaultValue("0") int workers, @DefaultValue("2000") int queue) {
  private static final int FEW = 2;
  /** The pool must keep something for those who write in. */
  private static final int MANY = 6;

  ConversationSettings {
    workers = workers > 0 ? workers : Math.clamp(Runtime.getRuntime().availableProcessors(), FEW, MANY);
  }
}
